" Colours of rule files. `tests/editors.rs` compares the keywords here with the grammar in both directions: the words
" of each `syntax match` line whose group ends in `Keyword`, up to `\ze`.
if exists('b:current_syntax')
  finish
endif

syntax case match

syntax match enrolFunction /\<[A-Za-z]\w*\ze(/

" Words that no name can be. What stands further down wins over them where both begin at one place.
syntax match enrolConnectiveKeyword /\<\%(and\|or\|not\|unless\|but\|if\|then\|when\)\>\ze/
syntax match enrolQuantifierKeyword /\<\%(all\|any\|none\|no\|every\|least\|most\|exactly\)\>\ze/
syntax match enrolSelectorKeyword /\<\%(latest\|earliest\|highest\|lowest\|mean\|median\|current\|count\|planned\|longer\|shorter\|greater\|lesser\|choose\)\>\ze/
syntax match enrolWindowKeyword /\<\%(within\|before\|after\|during\|since\|at\|started\|ended\|running\|lasting\|over\|together\)\>\ze/
syntax match enrolTestKeyword /\<\%(is\|in\|between\|from\|to\|below\|includes\|has\|known\)\>\ze/
syntax match enrolModifierKeyword /\<\%(where\|except\|distinct\|by\|counting\|including\|as\|per\|apart\|with\|without\|only\|for\|of\)\>\ze/
syntax match enrolQuestionKeyword /\<\%(judged\|confirmed\|contraindicated\|intolerant\|meets\|says\)\>\ze/
syntax match enrolPatientKeyword /\<\%(age\|sex\|it\|time\)\>\ze/
syntax match enrolLimitKeyword /\<\%(ULN\|LLN\)\>\ze/

" Numbers with their units, titres, days; values and codes that are no names.
syntax match enrolNumber /\%([0-9A-Za-z_.:+/-]\)\@1<!-\?\d\+\%(\.\d\+\)\?\%([0-9A-Za-z_:.+]\)\@!/ nextgroup=enrolUnit skipwhite
syntax match enrolValue /\%([0-9A-Za-z_.+/-]\)\@1<!\%(\d\+[A-Za-z_]\|[A-Za-z0-9]\w*[+/-]\)[A-Za-z0-9_+/-]*/
syntax match enrolNumber /\<\d\+:\d\+\>/
syntax match enrolNumber /\<\d\{4}-\d\d\%(-\d\d\)\?\>/
syntax match enrolUnit contained /\%(days\?\|weeks\?\|months\?\|years\?\|hours\?\|minutes\?\|half_lives\|[munpk]\?g\|[mud]\?L\|[munp]\?mol\|m\?IU\|k\?U\|[kmunc]\?m\|m2\|mmHg\|ms\|min\|s\|Cel\)\%([0-9A-Za-z_%*^\[{/]\)\@!/
syntax match enrolUnit contained /\%([A-Za-zµμ°]*[%*^\[/]\|10[*^]\)[0-9A-Za-z_%µμ°*^\[\]{}'/.]*/
syntax match enrolOperator />=\|<=\|[<>=]\|\s\@1<=[-+/]\s\@=/
syntax match enrolOperatorKeyword /\<x\>\ze[+/-]\@!/

" Words that are keywords in their place alone.
syntax match enrolTypeKeyword /^\s*\zs\%(inclusion\|exclusion\)\>\ze/ nextgroup=enrolCriterion skipwhite
syntax match enrolTypeKeyword /^\s*\zs\%(define\)\>\ze/ nextgroup=enrolDefined skipwhite
syntax match enrolTypeKeyword /^\s*\zs\%(trial\)\>\ze/ nextgroup=enrolCriterion skipwhite
syntax match enrolTypeKeyword /^\s*\zs\%(parameter\)\>\ze/ nextgroup=enrolDeclared skipwhite
syntax match enrolTypeKeyword /^\s*\zs\%(amendment\|removes\)\>\ze/
syntax match enrolTypeKeyword /^\s*\zs\%(use\|vocabulary\|library\)\>\ze\s\+\a/ nextgroup=enrolShelf skipwhite
syntax match enrolTypeKeyword /^\s*\zs\%(cohort\|score\|anchor\|lines\|group\|judgement\|site\|measurement\|condition\|drug\|procedure\|vaccine\)\>\ze\s\+\%(\%(after\|all\|and\|apart\|as\|at\|before\|below\|between\|but\|by\|counting\|distinct\|during\|ended\|except\|for\|from\|has\|in\|includes\|including\|is\|lasting\|not\|of\|only\|or\|over\|per\|running\|says\|since\|started\|then\|to\|together\|unless\|when\|where\|with\|within\|without\)\>\)\@!\a/ nextgroup=enrolDeclared skipwhite
syntax match enrolCriterion contained /[A-Za-z0-9]\%(\w\|[./-]\w\@=\)*/
syntax match enrolDefined contained /\a\w*/ nextgroup=enrolKindKeyword skipwhite
syntax match enrolDeclared contained /\a\w*/
syntax match enrolShelf contained /\a[A-Za-z0-9_.]*/

syntax match enrolKindKeyword /\%(\%(^\|[")]\)\s*\)\@40<=\%(truth\|value\|events\|event\)\>\ze\%(\s\+\%(is\|in\|not\|between\|from\|includes\|and\|or\|as\|per\)\>\|\s*[<>,})]\)\@!/
syntax match enrolKindKeyword contained /\%(truth\|value\|events\|event\)\>\ze/
syntax match enrolClauseKeyword /\<\%(version\|source\|coverage\|phase\|notice\|note\|unverified\|also\|replaces\)\>\ze\s*\%("\|$\)/
syntax match enrolClauseKeyword /\<\%(effective\)\>\ze\s\+\d/
syntax match enrolClauseKeyword /\<not\s\+\%(stated\|counted\)\>\ze\s*\%(["{]\|$\)/
syntax match enrolClauseKeyword /\<\%(waivable\|superseded\|answered\)\s\+by\>\ze/
syntax match enrolClauseKeyword /\<asked\s\+with\>\ze/
syntax match enrolClauseKeyword /\<valid\s\+for\>\ze/
syntax match enrolClauseKeyword /\<checked\s\+at\>\ze/
syntax match enrolClauseKeyword /\<clarifies\>\ze\s/ nextgroup=enrolCriterion skipwhite
syntax match enrolClauseKeyword /\<if\s\+unknown\s\+treat\s\+as\%(\s\+not\)\?\s\+met\>\ze/
syntax match enrolClauseKeyword /\<window\>\ze\s\+\d/
syntax match enrolClauseKeyword /\<day\>\ze\s*\%(,\|#\|$\)/
syntax match enrolClauseKeyword /\<is\s\+a\>\ze\s/ nextgroup=enrolDeclared skipwhite
syntax match enrolClauseKeyword /\<code\>\ze\s\+\a\w*\s\+\w/ nextgroup=enrolSystem skipwhite
syntax match enrolSystem contained /\a\w*/ nextgroup=enrolCode skipwhite
syntax match enrolCode contained /[A-Za-z0-9][A-Za-z0-9_.-]*/ nextgroup=enrolCodeComma
syntax match enrolCodeComma contained /\s*,/ nextgroup=enrolSystem skipwhite skipnl
syntax match enrolClauseKeyword /\<molar\s\+mass\>\ze/
syntax match enrolClauseKeyword /\<\%(plausible\|half-life\|equivalent\|range\)\ze\s\+-\?\d/
syntax match enrolClauseKeyword /\<joined\s\+across\s\+gaps\s\+of\>\ze/
syntax match enrolClauseKeyword /\<lifelong\>\ze\%(\s*[,(:})]\)\@!/
syntax match enrolClauseKeyword /\<computed\>\ze\%(\s*$\|\s\+\a\w*\s\+from\>\)/
syntax match enrolClauseKeyword /\<attribute\>\ze\s\+\a/ nextgroup=enrolAttribute skipwhite
syntax match enrolAttribute contained /\a\w*/ nextgroup=enrolFormKeyword skipwhite
syntax match enrolFormKeyword contained /\%(\%(one\|several\)\s\+of\|yes\s\+or\s\+no\|ordered\|number\|date\|text\)\>\ze/
syntax match enrolClauseKeyword /\<result\>\ze\s\+\%(\%(is\|in\|not\|where\|within\|and\|or\|before\|after\|at\|during\|since\|as\|per\|of\|by\)\>\)\@![A-Za-z0-9%{\[/]/ nextgroup=enrolFormKeyword,enrolUnit skipwhite
syntax match enrolFormKeyword /\<\%(titre\|ordered\|number\)\>\ze\s*\%(or\>\|in\>\|{\|-\?\d\|$\)/
syntax match enrolFormKeyword /\%(\<number\s\+\)\@20<=in\>\ze/ nextgroup=enrolUnit skipwhite
syntax match enrolFormKeyword /\<\%(one\|several\)\s\+of\>\ze\s*\%({\|$\)/
syntax match enrolFormKeyword /\<worst\s\+\%(first\|last\)\>\ze/
syntax match enrolFormKeyword /\<outside\s\+the\s\+order\>\ze/
syntax match enrolClauseKeyword /\<\%(positive\|negative\|abnormal\|high\|low\)\s\+\%(above\|below\|from\|up\s\+to\)\>\ze/
syntax match enrolClauseKeyword /\<assessed\>\ze\s*\%(within\>\|$\)/
syntax match enrolClauseKeyword /^\s*\zs\%(entry\)\>\ze\s\+\%(\%(and\|or\|but\|unless\)\>\)\@!/
syntax match enrolTypeKeyword /\<domain\>\ze\s\+\a\w*\%(\s\+\a\w*\)\?\s*{/ nextgroup=enrolDeclared skipwhite
syntax match enrolClauseKeyword /\<regimen\s\+drugs\s\+started\s\+within\>\ze/
syntax match enrolClauseKeyword /\<\%(new\|same\)\s\+line\>\ze\s\+\%(after\|when\|for\)\>/
syntax match enrolClauseKeyword /\<after\s\+progression\>\ze\s*\%(,\|#\|$\)/
syntax match enrolClauseKeyword /\<after\s\+gap\s\+of\>\ze/
syntax match enrolClauseKeyword /\<when\s\+a\s\+drug\s\+is\s\+added\>\ze/
syntax match enrolClauseKeyword /\<for\s\+\%(substitution\s\+within\s\+group\|planned\s\+maintenance\|dose\s\+change\)\>\ze/
syntax match enrolSelectorKeyword /\<\%(total\|average\)\>\ze\s\+\a\w*\%(\s\+\%(as\|per\)\s\+\w\+\)*\s\+of\>/
syntax match enrolClauseKeyword /\<total\s\+sum\s\+of\s\+\%(highest\s\+per\s\+domain\|items\)\>\ze/
syntax match enrolWindowKeyword /\<for\s\+a\s\+total\s\+of\>\ze/
syntax match enrolSelectorKeyword /\<\%(doses\|days\|date\|points\|start\|end\)\>\ze\s\+of\>/
syntax match enrolSelectorKeyword /\<percent\s\+change\>\ze\s*\%(from\>\|$\)/
syntax match enrolQuestionKeyword /\<site\s\+says\>\ze/
syntax match enrolTestKeyword /\<\%(worse\|better\)\s\+than\>\ze/
syntax match enrolTestKeyword /\<or\s\+\%(worse\|better\)\>\ze/
syntax match enrolModifierKeyword /\<as\s\+one\>\ze/
syntax match enrolModifierKeyword /\<\%(without\|only\)\s\+items\>\ze\s*\%({\|$\)/
syntax match enrolWindowKeyword /\<over\s\+\%(all\|treated\)\s\+days\>\ze/

syntax match enrolEscape contained /\\./
syntax region enrolString start=/"/ skip=/\\./ end=/"\|$/ contains=enrolEscape,@Spell oneline
syntax match enrolComment /#.*$/ contains=enrolRemark,@Spell
syntax match enrolRemark contained /#\s*\zsenrol:\s*ignore\>[^:]*/

highlight default link enrolConnectiveKeyword Conditional
highlight default link enrolQuantifierKeyword Conditional
highlight default link enrolSelectorKeyword Function
highlight default link enrolWindowKeyword Statement
highlight default link enrolTestKeyword Operator
highlight default link enrolModifierKeyword Statement
highlight default link enrolQuestionKeyword Statement
highlight default link enrolPatientKeyword Special
highlight default link enrolLimitKeyword Constant
highlight default link enrolValue Constant
highlight default link enrolSystem Type
highlight default link enrolCode Constant
highlight default link enrolNumber Number
highlight default link enrolUnit Type
highlight default link enrolOperator Operator
highlight default link enrolOperatorKeyword Operator
highlight default link enrolFunction Function
highlight default link enrolTypeKeyword Structure
highlight default link enrolKindKeyword StorageClass
highlight default link enrolFormKeyword StorageClass
highlight default link enrolClauseKeyword Keyword
highlight default link enrolCriterion Identifier
highlight default link enrolDefined Function
highlight default link enrolDeclared Identifier
highlight default link enrolAttribute Identifier
highlight default link enrolShelf Include
highlight default link enrolString String
highlight default link enrolEscape SpecialChar
highlight default link enrolComment Comment
highlight default link enrolRemark Todo

let b:current_syntax = 'enrol'
