-- 智能审核发现 Findings of the intelligent audit (TJ51-11).

-- What came in is not changed: a finding is only taken back, once.
create or replace function keep_audit_finding()
  returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if old.withdrawn_at is not null
    or to_jsonb(new) - '{withdrawn_at,withdrawn_reason}'::text[]
      <> to_jsonb(old) - '{withdrawn_at,withdrawn_reason}'::text[] then
    raise exception 'a finding stands as it came in' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create or replace trigger kept before update on audit_finding
  for each row execute function keep_audit_finding();

-- Takes a batch in, in its order: {finding, hash, …} or {finding, withdrawn, reason} each. Answers one word for each:
-- accepted, duplicate, conflict, withdrawn, or why it changes nothing. A refused one claims no id.
create or replace function take_audit_findings(p_bureau text, p_system text, p_findings jsonb)
  returns text[] language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare
  e jsonb; v_answers text[] := '{}'; v_answer text; v_known audit_finding;
  v_now timestamptz := date_trunc('milliseconds', clock_timestamp());
begin
  -- One batch of a system at a time, so that the same finding twice at once is one.
  perform pg_advisory_xact_lock(hashtextextended('audit-findings:' || p_system, 0));
  for e in select * from jsonb_array_elements(p_findings) loop
    select * into v_known from audit_finding
      where system_id = p_system and finding_id = e->>'finding';
    if e ? 'withdrawn' then
      if v_known.finding_id is null or v_known.bureau_id <> p_bureau then
        v_answer := 'unknown-finding';
      else
        update audit_finding set withdrawn_at = v_now, withdrawn_reason = e->>'reason'
          where system_id = p_system and finding_id = e->>'finding' and withdrawn_at is null;
        v_answer := case when found then 'withdrawn' else 'duplicate' end;
      end if;
    elsif v_known.finding_id is not null then
      v_answer := case
        when v_known.hash = e->>'hash' and v_known.bureau_id = p_bureau then 'duplicate'
        else 'conflict' end;
    elsif not (
      e->>'kind' = 'institution'
      and exists (
        select 1 from institution s where s.id = e->>'subject' and s.bureau_id = p_bureau)
      or e->>'kind' = 'practitioner'
      and exists (
        select 1 from practitioner s where s.id = e->>'subject' and s.bureau_id = p_bureau)) then
      v_answer := 'unknown-subject';
    elsif (e->>'until')::date > local_day(v_now) then
      v_answer := 'future';
    else
      insert into audit_finding (
        system_id, finding_id, bureau_id, hash, subject_kind, subject_id, rule, from_on, until_on,
        claims, amount_fen, detail, arrived_at)
        values (
          p_system, e->>'finding', p_bureau, e->>'hash', e->>'kind', e->>'subject', e->>'rule',
          (e->>'from')::date, (e->>'until')::date, (e->>'claims')::int, (e->>'amountFen')::bigint,
          e->>'detail', v_now);
      v_answer := 'accepted';
    end if;
    v_answers := v_answers || v_answer;
  end loop;
  return v_answers;
end $$;

-- Who may call them: only what is granted here.
revoke all on function keep_audit_finding(), take_audit_findings(text, text, jsonb)
  from public, duban_app;
grant execute on function take_audit_findings(text, text, jsonb) to duban_app;
