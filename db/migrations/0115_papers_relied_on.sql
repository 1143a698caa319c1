-- 公文 How many acts the file had taken in when a paper was issued: what came later is known by its number,
-- whatever receipt it states. Titles go with the words: a template may have words of an act in its title.
alter table paper add column inbox_number int;
alter table paper disable trigger user;
update paper p
  set inbox_number = coalesce(
      (select max(i.number) from inbox i
        where i.file_id = p.file_id and i.arrived_at < p.issued_at), 0),
    title = case when p.html is null then '' else p.title end;
alter table paper enable trigger user;
alter table paper alter column inbox_number set not null;
