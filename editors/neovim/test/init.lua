-- A person at work in Neovim, played on a copy of a folder of rules: `tests/neovim.rs` starts it and reads what happened.
--
-- ENROL names the command, RECORD the file for what happened. Everything goes through what a person uses: keys, the
-- functions behind them, and the menus they open. A step that does not come to its end in time says so and ends the run.

local here = vim.fn.fnamemodify(debug.getinfo(1, 'S').source:sub(2), ':p:h:h')
vim.opt.runtimepath:prepend(here)
vim.cmd('filetype plugin indent on')
vim.cmd('syntax on')
vim.opt.swapfile = false
vim.opt.hidden = true
vim.opt.completeopt = { 'menuone', 'noinsert' }

local M = { patience = 60000, here = here }
local record = {}

-- Writes a line of what happened.
function M.say(format, ...)
  local text = select('#', ...) > 0 and format:format(...) or format
  vim.list_extend(record, vim.split(text, '\n'))
end

-- Shows lines of the buffer as they stand now.
function M.show(first, last)
  for _, line in ipairs(vim.api.nvim_buf_get_lines(0, first - 1, last, false)) do
    M.say('  | %s', line)
  end
end

local function finish(code)
  vim.fn.writefile(record, os.getenv('RECORD'))
  vim.cmd(code == 0 and 'qall!' or 'cquit!')
end

-- Waits, with the editor alive, until something is so.
function M.await(what, is_so)
  local ends = vim.loop.now() + M.patience
  while true do
    local answer = is_so()
    if answer then
      return answer
    end
    if vim.loop.now() > ends then
      M.say('WAITED IN VAIN for ' .. what)
      M.say(vim.inspect(vim.diagnostic.get(0)))
      error('waited in vain for ' .. what, 0)
    end
    local running = coroutine.running()
    vim.defer_fn(function()
      M.resume(running)
    end, 10)
    coroutine.yield()
  end
end

-- Types keys, as a person would.
function M.type(keys)
  vim.api.nvim_feedkeys(vim.api.nvim_replace_termcodes(keys, true, false, true), 'mt', false)
end

-- Puts the cursor on a text, which must stand there once.
function M.go_to(text)
  vim.fn.cursor(1, 1)
  if vim.fn.search('\\V' .. vim.fn.escape(text, '\\'), 'cW') == 0 then
    error('there is no ' .. text, 0)
  end
end

-- The findings of the buffer: the code, the line and the first line of what is said.
function M.findings()
  local found = vim.diagnostic.get(0)
  table.sort(found, function(one, two)
    return one.lnum < two.lnum or one.lnum == two.lnum and one.col < two.col
  end)
  return vim.tbl_map(function(finding)
    local code = finding.code or (finding.user_data and finding.user_data.lsp and finding.user_data.lsp.code) or '?'
    return ('%s line %d: %s'):format(code, finding.lnum + 1, vim.split(finding.message, '\n')[1])
  end, found)
end

function M.resume(thread)
  local well, message = coroutine.resume(thread)
  if not well then
    M.say('STOPPED: ' .. tostring(message))
    finish(1)
  elseif coroutine.status(thread) == 'dead' then
    finish(0)
  end
end

-- What Neovim tells is part of what happened.
vim.notify = function(message)
  M.say('Neovim says: ' .. message)
end

local play = dofile(here .. '/test/' .. os.getenv('PLAY') .. '.lua')
vim.defer_fn(function()
  M.resume(coroutine.create(function()
    play(M)
  end))
end, 0)
