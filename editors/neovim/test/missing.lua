-- Opens a trial where the command is not there: told once, and the file can be edited.

return function(person)
  require('enrol').setup { cmd = { '/nowhere/enrol', 'lsp' } }
  vim.cmd('edit trials/demo.enrol')
  vim.cmd('edit trials/other.enrol')
  person.say('file type %s', vim.bo.filetype)
end
