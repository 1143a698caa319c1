/** Every file that is opened from now on goes on in a new run after so many events by its own count (docs/decisions/0009), instead of 4,000. */
import { connect } from '../../db/client.ts';

export async function plantShortRuns(ownerUrl: string, runEvents: number): Promise<void> {
  if (!Number.isSafeInteger(runEvents) || runEvents < 1)
    throw new Error(`no number of events: ${runEvents}`);
  const owner = connect(ownerUrl, { max: 1, name: 'short-runs' });
  try {
    await owner.unsafe(`
      create function short_runs() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
      begin
        new.opening := new.opening || '{"runEvents": ${runEvents}}';
        return new;
      end $$;
      create trigger short_runs before insert on file for each row execute function short_runs()`);
  } finally {
    await owner.end({ timeout: 5 });
  }
}
