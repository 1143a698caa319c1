-- 立卷的公文 Letters that open files: numbered and issued before there is a file, and brought into the one that an
-- accepted act has opened by them (docs/decisions/0043).

-- What the log has of such a letter: that it was `issued`, or `withdrawn` before there was a file.
create or replace function letter_change(p_paper text, p_state text)
  returns table (after jsonb) language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select c.after from registry_change c
    where c.registry = 'opening-paper' and c.entity_id = p_paper and c.after->>'state' = p_state
    order by c.id
    limit 1
$$;

-- The act that has opened a file by this letter, or has joined one: of the unit that has issued it, about the
-- same subject, with a hash of its own. `p_accepted`: only one that was accepted; otherwise any that was not refused.
create or replace function opening_of(p paper, p_accepted boolean)
  returns text language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select i.act_id from inbox i
    join file f on f.id = i.file_id
    where i.payload->'document'->>'id' = p.id and i.payload->'document'->>'id' like 'letter.%'
      and i.payload->'document'->>'sha256' in (p.html_sha256, p.docx_sha256)
      and i.unit_id = p.unit_id
      and f.bureau_id = p.bureau_id and f.procedure = p.procedure
      and f.subject_kind = p.subject_kind and f.subject_id = p.subject_id
      and case
        when p_accepted then i.verdict->>'accepted' = 'true'
        else (i.verdict->>'accepted') is distinct from 'false' end
    order by i.arrived_at, i.act_id
    limit 1
$$;

-- An act that states such a letter holds it until it is taken in: whoever withdraws or replaces the letter meanwhile
-- waits, and then sees the act. No other act comes here.
create or replace function hold_letter()
  returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  perform 1 from paper where id = new.payload->'document'->>'id' and file_id is null for share;
  return new;
end $$;

create or replace trigger hold_letter before insert on inbox
  for each row when (new.payload->'document'->>'id' like 'letter.%')
  execute function hold_letter();

-- A letter with the number that `begin_paper` has given, and a change, which is a leaf of the bureau's log.
-- Refused for whoever has to begin anew: somebody else has the number, or what it takes the place of has
-- opened a file or was replaced since it was looked at.
create or replace function issue_opening_paper(p jsonb, p_html text, p_docx bytea)
  returns void language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare v paper;
begin
  perform take_number(p);
  if p->>'replaces' is not null then
    select * into v from paper
      where id = p->>'replaces' and bureau_id = p->>'bureau' and file_id is null
      for update;
    if not found or opening_of(v, false) is not null
      or exists (select 1 from paper where replaces = v.id) then
      raise exception 'the letter has gone on' using errcode = 'serialization_failure';
    end if;
  end if;
  insert into paper (
    id, bureau_id, procedure, subject_kind, subject_id, kind, version, replaces, inbox_number, mark,
    year, number, title, officer_id, unit_id, system_id, key, request_hash, issued_at, template_version,
    data, taken, filled, html, docx, html_sha256, docx_sha256)
    values (
      p->>'id', p->>'bureau', p->>'procedure', p->>'subjectKind', p->>'subject', p->>'kind',
      (p->>'version')::int, p->>'replaces', 0, p->>'mark', (p->>'year')::int,
      (p->>'number')::int, p->>'title', p->>'officer', p->>'unit', p->>'system', p->>'key', p->>'requestHash',
      ms_at((p->>'at')::bigint), (p->>'templateVersion')::int, p->'data', p->'taken', p->'filled',
      p_html, p_docx, p->>'html', p->>'docx');
  insert into registry_change (registry, entity_id, changed_by, after)
    values ('opening-paper', p->>'id', p->>'officer', p->'change');
end $$;

-- {paper, bureau, officer, unit, reason, salt, hash, change}. Answers `done`, or why not: `none`, `bound` (it is a
-- paper of a file), `stated` (an act that was not refused states it), `replaced`, `withdrawn`.
create or replace function withdraw_opening_paper(p jsonb)
  returns text language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare v paper; v_now timestamptz := date_trunc('milliseconds', clock_timestamp());
begin
  select * into v from paper
    where id = p->>'paper' and bureau_id = p->>'bureau' and procedure is not null
    for update;
  if not found then return 'none'; end if;
  if v.file_id is not null then return 'bound'; end if;
  if opening_of(v, false) is not null then return 'stated'; end if;
  if exists (select 1 from paper where replaces = v.id) then return 'replaced'; end if;
  -- Of a letter whose words are erased no order can reach a reason any more: none is kept.
  insert into paper_withdrawal (
    paper_id, officer_id, unit_id, reason, salt, hash, proposed_at, at)
    values (
      v.id, p->>'officer', p->>'unit', case when v.html is not null then p->>'reason' end,
      case when v.html is not null then decode(p->>'salt', 'hex') end, p->>'hash', v_now, v_now)
    on conflict do nothing;
  if not found then return 'withdrawn'; end if;
  insert into registry_change (registry, entity_id, changed_by, after)
    values ('opening-paper', v.id, p->>'officer', p->'change');
  return 'done';
end $$;

-- {paper, act, papers, entries}: the letter, after the versions whose place it has taken, becomes a paper of the
-- file that this act has opened or joined, with an entry for each. False where it is not so any more.
create or replace function bind_opening_paper(p jsonb)
  returns boolean language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare v paper; f file; v_id text; v_before int; v_place int; v_seq int; v_head text;
begin
  -- The file before the letter, as an act that states it takes them.
  select i.number - 1 into v_before from inbox i where i.act_id = p->>'act';
  select * into f from file
    where id = (select file_id from inbox where act_id = p->>'act')
    for update;
  select * into v from paper where id = p->>'paper' and file_id is null for update;
  if not found or opening_of(v, true) is distinct from p->>'act'
    or exists (select 1 from paper where replaces = v.id)
    or exists (select 1 from paper_withdrawal where paper_id = v.id) then
    return false;
  end if;
  select coalesce(max(place), 0) into v_place from paper where file_id = f.id;
  for v_id in select jsonb_array_elements_text(p->'papers') loop
    v_place := v_place + 1;
    update paper set file_id = f.id, place = v_place, inbox_number = v_before
      where id = v_id and file_id is null;
  end loop;
  select * into v_seq, v_head
    from append_entries(f, p->'entries', date_trunc('milliseconds', clock_timestamp()));
  update file set register_seq = v_seq, head = v_head, version = version + 1 where id = f.id;
  return true;
end $$;

-- Who may call them: only what is granted here.
revoke all on function
  letter_change(text, text), opening_of(paper, boolean), hold_letter(),
  issue_opening_paper(jsonb, text, bytea),
  withdraw_opening_paper(jsonb), bind_opening_paper(jsonb) from public, duban_app;

grant execute on function
  letter_change(text, text), opening_of(paper, boolean), issue_opening_paper(jsonb, text, bytea),
  withdraw_opening_paper(jsonb), bind_opening_paper(jsonb) to duban_app;
