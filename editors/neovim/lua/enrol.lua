-- Starts the language server of enrol for rule files. Works from Neovim 0.7 on.
--
--   require('enrol').setup {}
--
-- Options, all of them optional:
--   cmd             how the server is started; { 'enrol', 'lsp' } if left out
--   patients        a folder or file of sample patients; what `enrol.toml` names if left out
--   as_of           the day on which they are judged, as in '2026-11-22'; today if left out
--   format_on_save  lay a file out whenever it is written
--   keys            set the keys that Neovim 0.11 has for servers by itself; false leaves them alone
--   on_attach       called with the client and the buffer, as for any server
--   capabilities    what a completion plugin adds to what Neovim can do

local M = {}

M.options = {
  cmd = { 'enrol', 'lsp' },
  patients = nil,
  as_of = nil,
  format_on_save = false,
  keys = true,
  on_attach = nil,
  capabilities = nil,
}

local told = false

-- Tells once that the command is not there, and what to do.
local function tell_missing()
  if told then
    return
  end
  told = true
  vim.notify(M.missing_message(), vim.log.levels.ERROR)
end

function M.missing_message()
  return 'The command ' .. M.options.cmd[1] .. ' was not found. Install it (in a clone of its source: '
    .. 'cargo install --path .), or say where it is: require("enrol").setup { cmd = { "/path/to/enrol", "lsp" } }. '
    .. 'Until then rule files have colours only.'
end

-- The folder of rules that a file belongs to: that of `enrol.toml`, else of the repository, else the one that holds
-- vocabularies or libraries, else the file's own.
function M.root(file)
  local own = vim.fn.fnamemodify(file, ':p:h')
  local function above(has)
    local folder = own
    while true do
      if has(folder) then
        return folder
      end
      local next = vim.fn.fnamemodify(folder, ':h')
      if next == folder then
        return nil
      end
      folder = next
    end
  end
  local function with(name)
    return function(folder)
      return vim.loop.fs_stat(folder .. '/' .. name) ~= nil
    end
  end
  return above(with('enrol.toml')) or above(with('.git')) or above(with('vocabulary')) or above(with('library')) or own
end

-- What the server is told: absolute paths, and nothing that nobody set.
function M.settings()
  local patients = M.options.patients
  return {
    patients = patients and vim.fn.fnamemodify(vim.fn.expand(patients), ':p'),
    asOf = M.options.as_of,
  }
end

local function set_keys(buffer)
  local lsp = vim.lsp.buf
  local function map(mode, key, action, what)
    vim.keymap.set(mode, key, action, { buffer = buffer, silent = true, desc = what })
  end
  map('n', 'K', lsp.hover, 'Tell what stands here')
  map('n', 'gd', lsp.definition, 'Go to the definition')
  map('n', 'grr', lsp.references, 'Show where it is used')
  map('n', 'grn', lsp.rename, 'Rename it in all files')
  map('n', 'gra', lsp.code_action, 'Mend what is found here')
  map('v', 'gra', vim.fn.has('nvim-0.8') == 1 and lsp.code_action or lsp.range_code_action, 'Mend what is found here')
  map('n', 'gO', lsp.document_symbol, 'Show the outline')
end

-- Lays a buffer out by the server, and waits until that is done.
function M.format(buffer)
  buffer = buffer or vim.api.nvim_get_current_buf()
  if vim.lsp.buf.format then
    vim.lsp.buf.format { bufnr = buffer, name = 'enrol', timeout_ms = 5000 }
  else
    vim.lsp.buf.formatting_sync(nil, 5000)
  end
end

local function attached(client, buffer)
  vim.api.nvim_buf_set_option(buffer, 'omnifunc', 'v:lua.vim.lsp.omnifunc')
  if M.options.keys then
    set_keys(buffer)
  end
  if M.options.format_on_save then
    vim.api.nvim_create_autocmd('BufWritePre', {
      group = vim.api.nvim_create_augroup('enrol_format_' .. buffer, {}),
      buffer = buffer,
      callback = function()
        M.format(buffer)
      end,
    })
  end
  if M.options.on_attach then
    M.options.on_attach(client, buffer)
  end
end

local function configuration()
  return {
    name = 'enrol',
    cmd = M.options.cmd,
    init_options = M.settings(),
    capabilities = M.options.capabilities,
    on_attach = attached,
  }
end

-- The servers that run, by the folder of their rules; for Neovim 0.7, which does not look for them itself.
local running = {}

-- Starts the server for a buffer, or attaches the one that runs for its folder.
function M.start(buffer)
  if vim.fn.executable(M.options.cmd[1]) ~= 1 then
    tell_missing()
    return nil
  end
  local file = vim.api.nvim_buf_get_name(buffer)
  local wanted = configuration()
  wanted.root_dir = M.root(file)
  if vim.lsp.start then
    return vim.lsp.start(wanted, { bufnr = buffer })
  end
  local id = running[wanted.root_dir]
  if not id or not vim.lsp.get_client_by_id(id) or vim.lsp.client_is_stopped(id) then
    wanted.capabilities = wanted.capabilities or vim.lsp.protocol.make_client_capabilities()
    wanted.workspace_folders = {
      { uri = vim.uri_from_fname(wanted.root_dir), name = vim.fn.fnamemodify(wanted.root_dir, ':t') },
    }
    id = vim.lsp.start_client(wanted)
    running[wanted.root_dir] = id
  end
  if id then
    vim.lsp.buf_attach_client(buffer, id)
  end
  return id
end

-- The servers of rule files.
local function clients()
  local all = vim.lsp.get_clients and vim.lsp.get_clients() or vim.tbl_values(vim.lsp.get_active_clients())
  return vim.tbl_filter(function(client)
    return client.name == 'enrol'
  end, all)
end

-- Ends the servers, and starts them anew for every rule file that is open.
function M.restart()
  told = false
  local ended = clients()
  for _, client in ipairs(ended) do
    vim.lsp.stop_client(client.id)
  end
  vim.wait(3000, function()
    return #vim.tbl_filter(function(client)
      return not vim.lsp.client_is_stopped(client.id)
    end, ended) == 0
  end, 20)
  running = {}
  for _, buffer in ipairs(vim.api.nvim_list_bufs()) do
    if vim.api.nvim_buf_is_loaded(buffer) and vim.bo[buffer].filetype == 'enrol' then
      M.start(buffer)
    end
  end
end

-- Shows what a command of the server has to say, in a window of its own; or what kept it from that.
local function show(failure, said)
  if failure then
    vim.notify(failure.message or tostring(failure), vim.log.levels.ERROR)
  elseif type(said) == 'string' then
    vim.cmd('botright new')
    vim.api.nvim_buf_set_lines(0, 0, -1, false, vim.split(said, '\n', { trimempty = true }))
    for option, value in pairs { buftype = 'nofile', bufhidden = 'wipe', modifiable = false, swapfile = false } do
      vim.bo[option] = value
    end
  end
end

-- Asks the server of the open file for one of its commands.
local function ask(command, arguments)
  local answers = vim.lsp.buf_request(0, 'workspace/executeCommand', { command = command, arguments = arguments }, show)
  if not answers or vim.tbl_isempty(answers) then
    vim.notify('No server of enrol runs for this file. :checkhealth enrol says why.', vim.log.levels.WARN)
  end
end

-- Shows the open file as a section of its protocol: numbered sentences made from the rules, beside those that they quote.
function M.english()
  local program = M.options.cmd[1]
  if vim.fn.executable(program) ~= 1 then
    vim.notify(M.missing_message(), vim.log.levels.ERROR)
    return
  end
  -- The command reads the file, not the editor.
  vim.cmd('silent update')
  local written, aside = {}, {}
  local job = vim.fn.jobstart({ program, 'doc', vim.api.nvim_buf_get_name(0), '--format', 'markdown' }, {
    stdout_buffered = true,
    stderr_buffered = true,
    on_stdout = function(_, lines)
      written = lines
    end,
    on_stderr = function(_, lines)
      aside = lines
    end,
  })
  vim.fn.jobwait({ job }, 30000)
  local text, problem = vim.trim(table.concat(written, '\n')), vim.trim(table.concat(aside, '\n'))
  if text ~= '' then
    show(nil, text)
    vim.bo.filetype = 'markdown'
  end
  if problem ~= '' then
    vim.notify(problem, vim.log.levels.WARN)
  end
end

-- What the server tells of a trial: its command, the command here, and what that is.
local OF_TRIAL = {
  { 'enrol.runTests', 'EnrolTest', 'Run the tests of the trial' },
  { 'enrol.showCoverage', 'EnrolCoverage', 'Show what the tests cover' },
  { 'enrol.screenSamples', 'EnrolScreen', 'Screen the sample patients' },
}

function M.setup(options)
  M.options = vim.tbl_extend('force', M.options, options or {})
  vim.api.nvim_create_user_command('EnrolRestart', M.restart, { desc = 'Restart the server of rule files' })
  for _, offer in ipairs(OF_TRIAL) do
    local asked = offer[1]
    -- Of the trial of the open file, as it stands in the editor.
    vim.api.nvim_create_user_command(offer[2], function()
      ask(asked, { vim.uri_from_bufnr(0) })
    end, { desc = offer[3] })
    -- What stands above a trial to be clicked: `vim.lsp.codelens.run()` looks here first.
    vim.lsp.commands[asked] = function(command)
      ask(command.command, command.arguments)
    end
  end
  vim.api.nvim_create_user_command('EnrolEnglish', M.english, { desc = 'Show the rules in plain English' })
  if vim.lsp.config and vim.lsp.enable and vim.fn.executable(M.options.cmd[1]) == 1 then
    local wanted = configuration()
    wanted.filetypes = { 'enrol' }
    wanted.root_dir = function(buffer, found)
      found(M.root(vim.api.nvim_buf_get_name(buffer)))
    end
    vim.lsp.config('enrol', wanted)
    vim.lsp.enable('enrol')
    return
  end
  vim.api.nvim_create_autocmd('FileType', {
    group = vim.api.nvim_create_augroup('enrol', {}),
    pattern = 'enrol',
    callback = function(event)
      M.start(event.buf)
    end,
  })
end

return M
