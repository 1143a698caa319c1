/** What a life enters, kept as the database keeps it: an entry once, a turn that is repeated not at all, rows by their keys. */
import type { BreachRow, DutyRow, Turn } from '../../activities/contract.ts';
import type { Lived, Row } from '../../domain/recount/life.ts';
import type { Verdict } from '../../domain/law/verdict.ts';
import type { Instant } from '../../domain/time/instant.ts';

export class Ledger {
  readonly #entries: Lived['entries'][number][] = [];
  readonly #keys = new Set<string>();
  readonly #verdicts = new Map<string, { act: string; verdict: Verdict; at: Instant }>();
  readonly #duties = new Map<string, DutyRow>();
  readonly #breaches = new Map<string, BreachRow & { at: Instant }>();
  outcome: string | null = null;

  /** `enter` of the database (db/core/register.sql). */
  enter(turn: Turn, at: Instant): void {
    const fresh = turn.entries.filter(({ key }) => !this.#keys.has(key));
    if (fresh.length === 0) return;
    for (const entry of fresh) {
      if (this.#keys.has(entry.key)) continue;
      this.#keys.add(entry.key);
      this.#entries.push({ ...entry, at });
    }
    for (const row of turn.duties) this.#duty(row);
    for (const row of turn.breaches) {
      const first = this.#breaches.get(row.key);
      this.#breaches.set(
        row.key,
        first
          ? { ...first, doneAt: row.doneAt, overrun: row.overrun, state: row.state }
          : { ...row, at },
      );
    }
    for (const { act, verdict } of turn.verdicts)
      if (!this.#verdicts.has(act)) this.#verdicts.set(act, { act, verdict, at });
    this.outcome = turn.outcome ?? this.outcome;
  }

  #duty(row: DutyRow): void {
    const first = this.#duties.get(row.key);
    if (!first) return void this.#duties.set(row.key, row);
    const { due, altDue, status, state, chases, unanswered, body } = row;
    this.#duties.set(row.key, {
      ...first,
      due,
      altDue,
      status,
      state,
      chases,
      unanswered,
      body,
      doneAt: row.doneAt ?? first.doneAt,
    });
  }

  get lived(): Pick<Lived, 'entries' | 'verdicts' | 'duties' | 'breaches' | 'outcome'> {
    return {
      entries: this.#entries,
      verdicts: [...this.#verdicts.values()],
      duties: [...this.#duties.values()].map((row): Row => ({ ...row })),
      breaches: [...this.#breaches.values()].map((row) => ({ ...row })),
      outcome: this.outcome,
    };
  }
}
