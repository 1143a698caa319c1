-- 信用监管事项清单 The list of credit supervision (QHD-2.1).

-- 公布后方可使用 The version in use on a day: the last one that stands on the website.
create or replace function credit_list_on(p_bureau text, p_day date)
  returns int language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select max(version) from credit_list
    where bureau_id = p_bureau and adopted_on <= p_day and local_day(published_at) <= p_day
$$;

-- Versions before it that nobody has published are told that they are overtaken.
create or replace function opened_credit_list(f file, i inbox)
  returns jsonb language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare v_version int := (f.opening->>'version')::int;
begin
  insert into credit_list (
    file_id, bureau_id, version, adopted_on, document_no, document, changes, provincial)
    values (
      f.id, f.bureau_id, v_version, (i.payload->>'adoptedOn')::date, i.payload->>'documentNo',
      i.payload->'document',
      array(select jsonb_array_elements_text(f.opening->'changes')), i.payload->'provincial');
  insert into credit_list_item (bureau_id, version, item_id, position, name, power_type, note)
    select f.bureau_id, v_version, x.item->>'id', x.position, x.item->>'name',
      x.item->>'powerType', nullif(x.item->>'note', '')
      from jsonb_array_elements(i.payload->'items') with ordinality x(item, position);
  insert into task (file_id, key, kind, data)
    select l.file_id, 'credit-list-superseded', 'credit-list-superseded',
      jsonb_build_object('version', v_version)
      from credit_list l
      where l.bureau_id = f.bureau_id and l.version < v_version and l.published_at is null
    on conflict do nothing;
  perform pg_notify('duban_task', '');
  return '{}'::jsonb;
end $$;

create or replace function effect_credit_list_published(f file, e jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update credit_list
    set published_at = ms_at((e->>'at')::bigint),
      published_url =
        (select i.payload->>'url' from inbox i where i.file_id = f.id and i.act_id = e->>'act')
    where file_id = f.id
$$;

create or replace function effect_credit_list_reported(f file, e jsonb)
  returns void language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update credit_list set reported_at = ms_at((e->>'at')::bigint) where file_id = f.id
$$;

-- Who may call them: only what is granted here.
revoke all on function
  credit_list_on(text, date), opened_credit_list(file, inbox),
  effect_credit_list_published(file, jsonb), effect_credit_list_reported(file, jsonb)
  from public, duban_app;

grant execute on function credit_list_on(text, date) to duban_app;
