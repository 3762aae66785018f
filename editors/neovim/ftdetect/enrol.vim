" Files with eligibility criteria.
autocmd BufRead,BufNewFile *.enrol setfiletype enrol
