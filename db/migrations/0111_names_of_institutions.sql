-- 检索 The folded names of a bureau's institutions, one after the other in an index: any part of a name finds one, so all of them are looked through, and
-- folding each name again at each search took most of its time. The names beside it let the index alone answer.
create index institution_folded on institution (bureau_id, search_fold(name)) include (id, name, nhsa_code, credit_code);
