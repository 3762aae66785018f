-- Opens a trial, mends it, completes, renames, lays it out, asks what stands there, and goes where it is defined.

return function(person)
  local say, await, go_to = person.say, person.await, person.go_to
  require('enrol').setup { cmd = { os.getenv('ENROL'), 'lsp' }, as_of = '2026-11-22' }

  say('== open')
  vim.cmd('edit trials/demo.enrol')
  say('file type %s, commentstring %s', vim.bo.filetype, vim.bo.commentstring)
  await('findings', function()
    return #vim.diagnostic.get(0) > 0
  end)
  vim.tbl_map(say, person.findings())

  say('== mend: the word')
  go_to('upcrr')
  local asked
  vim.ui.select = function(items, options, choose)
    asked = vim.tbl_map(function(item)
      return options.format_item and options.format_item(item) or item
    end, items)
    choose(items[1], 1)
  end
  vim.lsp.buf.code_action()
  await('the word to be mended', function()
    return vim.fn.search('upcrr', 'nw') == 0
  end)
  say('offered: %s', table.concat(asked or { 'made at once, being the only one' }, '; '))
  person.show(vim.fn.line('.'), vim.fn.line('.'))
  await('one finding less', function()
    return #vim.diagnostic.get(0) == 1
  end)

  say('== complete')
  person.type('Golatest egf<C-x><C-o>')
  await('the menu', function()
    return vim.fn.pumvisible() == 1
  end)
  local menu = vim.fn.complete_info({ 'items' }).items
  say('first in the menu: %s', menu[1].abbr)
  person.type('<C-y><Esc>')
  await('normal mode', function()
    return vim.fn.mode() == 'n'
  end)
  person.show(vim.fn.line('$'), vim.fn.line('$'))
  person.type('A within 28 days >= 30 mL/min/1.73m2<Esc>')
  await('the unit', function()
    return vim.fn.mode() == 'n' and vim.fn.getline('$'):match('1.73m2$')
  end)
  await('no findings', function()
    return #vim.diagnostic.get(0) == 0
  end)

  say('== tell what stands here')
  go_to('egfr')
  vim.lsp.buf.hover()
  local shown = await('a window with an answer', function()
    for _, window in ipairs(vim.api.nvim_list_wins()) do
      if vim.api.nvim_win_get_config(window).relative ~= '' then
        return vim.api.nvim_win_get_buf(window)
      end
    end
  end)
  say('  | %s', vim.api.nvim_buf_get_lines(shown, 0, 1, false)[1])
  vim.cmd('normal! jk')

  say('== go to the definition')
  go_to('well_enough')
  vim.lsp.buf.definition()
  await('the library, and the server there', function()
    local answering = (vim.lsp.get_clients or vim.lsp.buf_get_clients)(vim.lsp.get_clients and { bufnr = 0 } or 0)
    return vim.fn.expand('%:t') == 'own.enrol' and not vim.tbl_isempty(answering)
  end)
  say('%s line %d column %d', vim.fn.expand('%:t'), vim.fn.line('.'), vim.fn.col('.'))

  say('== rename it in all files')
  vim.lsp.buf.rename('fit_enough')
  await('the new name', function()
    return vim.fn.search('well_enough', 'nw') == 0
  end)
  vim.cmd('silent wall')
  say('own.enrol: %s', vim.fn.getline(vim.fn.search('fit_enough', 'nw')))
  for _, name in ipairs { 'demo', 'other' } do
    local lines = vim.tbl_filter(function(line)
      return line:match('_enough')
    end, vim.fn.readfile('trials/' .. name .. '.enrol'))
    say('%s.enrol: %s', name, table.concat(lines, ' // '))
  end

  say('== lay it out')
  vim.cmd('edit trials/demo.enrol')
  require('enrol').format()
  person.show(1, vim.fn.line('$'))
  vim.cmd('silent write')

  for _, asked in ipairs { 'EnrolTest', 'EnrolCoverage' } do
    say('== %s', asked)
    local before = #vim.api.nvim_list_wins()
    vim.cmd(asked)
    await('a window with what is told', function()
      return #vim.api.nvim_list_wins() > before
    end)
    person.show(1, vim.fn.line('$'))
    vim.cmd('close')
  end

  say('== screen the sample patients')
  local windows = #vim.api.nvim_list_wins()
  vim.cmd('EnrolScreen')
  await('a window with the verdicts', function()
    return #vim.api.nvim_list_wins() > windows
  end)
  person.show(1, vim.fn.line('$'))
  local verdicts = vim.api.nvim_buf_get_lines(0, 0, -1, false)
  vim.cmd('close')
  vim.fn.cursor(1, 1)
  vim.lsp.codelens.refresh()
  local above = await('what stands above the trial', function()
    return #vim.lsp.codelens.get(0) > 0 and vim.lsp.codelens.get(0)
  end)
  local screens
  for _, lens in ipairs(above) do
    say('above the trial: %s', lens.command.title)
    screens = lens.command.command == 'enrol.screenSamples' and lens.command or screens
  end
  -- Which of them to click is asked of the person; this is what the click does.
  vim.lsp.commands[screens.command](screens)
  await('a window with the verdicts again', function()
    return #vim.api.nvim_list_wins() > windows
  end)
  local again = vim.deep_equal(vim.api.nvim_buf_get_lines(0, 0, -1, false), verdicts)
  say('clicked: %s', again and 'the same verdicts' or 'other verdicts')
  vim.cmd('close')

  say('== read it back')
  vim.cmd('EnrolEnglish')
  for _, line in ipairs(vim.fn.getline(1, '$')) do
    if line:match('years old') then
      say('  | %s', line)
    end
  end
  say('file type %s', vim.bo.filetype)
  vim.cmd('close')

  say('== the last word')
  await('no findings', function()
    return #vim.diagnostic.get(0) == 0
  end)
  say('no findings')
end
