-- `:checkhealth enrol`: whether the command is there and what is attached.

local M = {}

-- The names before and since Neovim 0.10.
local health = vim.health or require('health')
local start = health.start or health.report_start
local ok = health.ok or health.report_ok
local warn = health.warn or health.report_warn
local error = health.error or health.report_error

function M.check()
  local enrol = require('enrol')
  start('enrol')
  local program = enrol.options.cmd[1]
  if vim.fn.executable(program) ~= 1 then
    error(enrol.missing_message())
    return
  end
  ok(vim.fn.exepath(program) .. ': ' .. vim.trim(vim.fn.system { program, '--version' }))
  vim.fn.system { program, 'lsp', '--help' }
  if vim.v.shell_error == 0 then
    ok('it has a language server')
  else
    error('it has no language server: it is older than this set-up; install the present one')
  end
  local settings = enrol.settings()
  if settings.patients and not vim.loop.fs_stat(settings.patients) then
    warn('there are no sample patients at ' .. settings.patients)
  end
end

return M
