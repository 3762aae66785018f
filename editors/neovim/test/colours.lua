-- Shows the files made up for their colours, and under each line the words that have one, with the name of the group.

return function(person)
  for _, name in ipairs { 'trial', 'vocabulary' } do
    vim.cmd('edit ' .. person.here .. '/../vscode/test/colours/' .. name .. '.enrol')
    for number, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
      person.say(line)
      local groups, last = {}, nil
      for column = 1, #line + 1 do
        local group = vim.fn.synIDattr(vim.fn.synID(number, column, 1), 'name')
        if not last or group ~= last.group then
          if last and last.group ~= '' and vim.trim(last.text) ~= '' then
            table.insert(groups, vim.trim(last.text) .. ' = ' .. last.group:gsub('^enrol', ''))
          end
          last = { group = group, text = '' }
        end
        last.text = last.text .. line:sub(column, column)
      end
      if #groups > 0 then
        person.say('    %s', table.concat(groups, ' | '))
      end
    end
  end
end
