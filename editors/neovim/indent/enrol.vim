" Two blanks for each step: after a declaration's first line, and inside braces and parentheses.
if exists('b:did_indent')
  finish
endif
let b:did_indent = 1

setlocal autoindent
setlocal indentexpr=EnrolIndent(v:lnum)
setlocal indentkeys=0},0),!^F,o,O

let b:undo_indent = 'setlocal autoindent< indentexpr< indentkeys<'

if exists('*EnrolIndent')
  finish
endif

" The letters of a line that are neither text nor comment.
function! s:Code(line) abort
  let l:code = substitute(a:line, '"\%([^"\\]\|\\.\)*"', '""', 'g')
  return substitute(l:code, '#.*$', '', '')
endfunction

function! EnrolIndent(number) abort
  let l:before = prevnonblank(a:number - 1)
  if l:before == 0
    return 0
  endif
  let l:code = s:Code(getline(l:before))
  let l:indent = indent(l:before)
  " An empty line ends a declaration.
  if l:before < a:number - 1 && l:code !~# '[{(]\s*$'
    let l:indent = l:code =~# '^\s*[})]*\s*$' ? l:indent : min([l:indent, s:Amended(a:number)])
  elseif l:code =~# '[{(]\s*$'
    let l:indent += shiftwidth()
  elseif l:code =~# '^\s*\%(trial\|vocabulary\|library\|inclusion\|exclusion\|define\|score\|lines\|cohort\)\s'
    let l:indent += shiftwidth()
  endif
  if getline(a:number) =~# '^\s*[})]'
    let l:indent -= shiftwidth()
  endif
  return max([l:indent, 0])
endfunction

" Where declarations begin: one step in, within an amendment.
function! s:Amended(number) abort
  let l:line = search('^\%(amendment\|}\)', 'bnW')
  return l:line > 0 && getline(l:line) =~# '^amendment' ? shiftwidth() : 0
endfunction
