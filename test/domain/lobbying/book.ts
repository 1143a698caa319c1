/** A register in the clear, with a bureau of units and officers around it, for tests of its law. */
import { createHmac } from 'node:crypto';
import { emptyBook, type Book } from '../../../domain/lobbying/book.ts';
import type { Asked, AskedTo } from '../../../domain/lobbying/forms.ts';
import { requestForm } from '../../../domain/lobbying/forms.ts';
import type { Ground, RegisteredOfficer, RegisteredUnit } from '../../../domain/lobbying/ground.ts';
import { perform, type Inside, type Outcome } from '../../../domain/lobbying/perform.ts';
import { defaultLobbyingSettings } from '../../../domain/lobbying/settings.ts';
import type { Answer, Receipt, ShownRecord } from '../../../domain/lobbying/shown.ts';
import { formatInstant } from '../../../domain/time/civil-date.ts';
import { HOUR, instant, type Instant } from '../../../domain/time/instant.ts';

export const start = instant(Date.parse('2026-03-02T09:00:00+08:00'));

const units: RegisteredUnit[] = [
  { id: 'ju', roles: [], superior: null },
  { id: 'zfjd', roles: ['enforcement-supervision'], superior: 'ju' },
  { id: 'jcs', roles: ['discipline-inspection'], superior: 'ju' },
  { id: 'jds', roles: ['supervision-body'], superior: 'ju' },
  { id: 'ke', roles: [], superior: 'jds' },
];
const person = (id: string, unit: string, ...roles: string[]): RegisteredOfficer => ({
  id,
  name: `样例${id}`,
  unit,
  kind: 'person',
  roles,
  removed: false,
});
const officers = [
  person('han', 'ke', 'handler'),
  person('col', 'ke', 'handler'),
  person('kez', 'ke', 'head'),
  person('suo', 'jds', 'head'),
  person('suo2', 'jds', 'head'),
  person('ju1', 'ju', 'head'),
  person('zf1', 'zfjd', 'handler'),
  person('zf2', 'zfjd', 'regulator'),
  person('jc1', 'jcs', 'handler'),
];

export class Register {
  readonly book: Book = emptyBook('b', start);
  now: Instant = start;
  readonly officers = new Map(officers.map((one) => [one.id, one]));
  #places = 0;
  #keys = 0;

  later(hours: number): this {
    this.now = instant(this.now + hours * HOUR);
    return this;
  }
  ago = (hours: number): string => formatInstant(instant(this.now - hours * HOUR));

  ground(caller: string): Ground {
    return {
      now: this.now,
      caller: { id: caller, unit: this.officers.get(caller)?.unit ?? 'elsewhere' },
      settings: defaultLobbyingSettings,
      officers: this.officers,
      units: new Map(units.map((one) => [one.id, one])),
      handlersOf: (id) =>
        id === 'LA-1' ? [{ officer: 'han', since: instant(start - 100 * HOUR) }] : undefined,
      mark: (text) => createHmac('sha256', 'test').update(text).digest('hex'),
      freePlace: () => `00000000-0000-4000-8000-${String(++this.#places).padStart(12, '0')}`,
    };
  }

  ask(caller: string, asked: object): Outcome {
    const read: Asked = requestForm.parse(asked);
    return perform(this.book, read as Inside, this.ground(caller));
  }

  /** As the API would say it: an answer, or the code and clause of the refusal. */
  told(caller: string, asked: object): Answer | string {
    const outcome = this.ask(caller, asked);
    if ('missing' in outcome) return 'not-found';
    return 'refusal' in outcome
      ? `${outcome.refusal.code} ${outcome.refusal.clause}`
      : outcome.answer;
  }

  answer(caller: string, asked: object): Answer {
    const told = this.told(caller, asked);
    if (typeof told === 'string') throw new Error(told);
    return told;
  }

  form(changes: Partial<AskedTo<'register'>> = {}): object {
    return {
      do: 'register',
      encounter: `e-${++this.#keys}`,
      at: this.ago(1),
      case: 'LA-1',
      stage: 'investigation',
      acts: ['2.1'],
      lobbyist: { name: '某某', unit: '某单位', post: '某职务' },
      content: '样例：要求从轻处理',
      refused: true,
      informed: true,
      dissuaded: false,
      ...changes,
    };
  }
  register(by = 'han', changes: Partial<AskedTo<'register'>> = {}): Receipt {
    return this.answer(by, this.form(changes)).receipt!;
  }
  key = (): string => `k-${++this.#keys}`;

  report(by: string, record: string, to: string): Answer | string {
    return this.told(by, { do: 'report', record, key: this.key(), to });
  }
  read(by: string, record: string): ShownRecord {
    return this.answer(by, { do: 'read', record, purpose: '样例' }).records![0]!;
  }
  maybe = (by: string, record: string): Answer | string =>
    this.told(by, { do: 'read', record, purpose: '样例' });
}
