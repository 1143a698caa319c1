/** 演示 The year acted out day by day: whoever has something to do on a day does it, so many at a time; a visit's own steps keep their order. */
import type { Instant } from '../../../domain/time/instant.ts';
import { pool } from '../../bench/meter.ts';
import { at, document, type YearClient } from './client.ts';
import { localDay, type Fixtures } from './fixtures.ts';
import { dailyItems, dice, visitOf, weekdayIn, YEAR, type Script, type Visit } from './script.ts';
import type { Done } from './done.ts';
import { VisitRun, type Drawn } from './visit-run.ts';

export interface Step {
  at: Instant;
  lane: string;
  run: () => Promise<void>;
}
/** A quarter is reported when it is over, the last one with the year. */
const reportedOn = (quarter: number): string =>
  `${YEAR}-${String(3 * quarter + 1).padStart(2, '0')}-02`;
/** The arrangement of the year is changed on this morning: two more days off after 1 May, a Saturday worked for them. */
const REVISED_ON = `${YEAR}-04-20`;
export interface Arrangement {
  version: number;
  off: string[];
  work: string[];
  notice: string;
  publishedOn: string;
}

export class Year {
  readonly done: Done[] = [];
  readonly calendars: Arrangement[] = [];
  /** Draws made, each verified from its record. */
  readonly drawn: { draw: string; objects: number; holds: boolean }[] = [];
  #steps: Step[] = [];
  #revised = false;
  #client: YearClient;
  #g: Fixtures;
  #script: Script;
  #say: (text: string) => void;

  constructor(client: YearClient, g: Fixtures, script: Script, say: (text: string) => void) {
    [this.#client, this.#g, this.#script, this.#say] = [client, g, script, say];
  }

  async act(width: number): Promise<void> {
    const { held, capped, special, cases } = this.#script;
    this.calendars.push(await this.#arrangement());
    for (const visit of [...held, ...capped.flat(), ...special, ...cases]) this.#take(visit);
    for (const quarter of [1, 2, 3, 4]) {
      this.#at(`${YEAR}-${String(3 * quarter - 2).padStart(2, '0')}-01`, 6, `draw-${quarter}`, () =>
        this.#draw(quarter),
      );
      if (quarter < 4)
        this.#at(reportedOn(quarter), 9, 'programme', () =>
          this.#report(reportedOn(quarter), 'quarterly-report', { quarter }),
        );
    }
    this.#at(`${YEAR + 1}-01-05`, 9, 'programme', () =>
      this.#report(`${YEAR + 1}-01-05`, 'year-report', { document: document() }),
    );
    this.#at(REVISED_ON, 7, 'calendar', () => this.#revise());
    for (let month = ''; this.#steps.length > 0;) {
      const today = this.#day();
      if (today[0]!.slice(0, 7) !== month)
        this.#say(
          `${(month = today[0]!.slice(0, 7))}: ${this.done.filter(({ endedOn }) => endedOn).length} inspections`,
        );
      await this.#lanes(today[1], width);
    }
  }

  #at(day: string, hour: number, lane: string, run: () => Promise<void>): void {
    this.#steps.push({ at: at(day, hour), lane, run });
  }

  /** The next day's steps by lane, each in its order. What comes before everybody else that morning is alone in it. */
  #day(): [string, Step[][]] {
    this.#steps.sort((a, b) => a.at - b.at);
    const day = localDay(this.#steps[0]!.at);
    const alone = (s: Step): boolean => s.at <= at(day, 7);
    const early = alone(this.#steps[0]!);
    const now = this.#steps.filter((s) => localDay(s.at) === day && alone(s) === early);
    this.#steps = this.#steps.filter((s) => !now.includes(s));
    const lanes = new Map<string, Step[]>();
    for (const step of now) lanes.set(step.lane, [...(lanes.get(step.lane) ?? []), step]);
    return [day, [...lanes.values()]];
  }
  #lanes(lanes: Step[][], width: number): Promise<void> {
    return pool(lanes.length, width, async (n) => {
      for (const step of lanes[n]!) await step.run();
    });
  }

  // ---- the bureau ----------------------------------------------------------------------------------------------------

  async #arrangement(): Promise<Arrangement> {
    const calendar = await this.#client.get(`/v1/calendars/${YEAR}`, this.#g.o('admin'));
    const [latest] = calendar['versions'] as [Arrangement];
    return latest;
  }

  /** A later run in the same namespace takes it back again. */
  async #revise(): Promise<void> {
    const { off, work, publishedOn } = this.calendars[0]!;
    const [more, worked] = [[`${YEAR}-05-06`, `${YEAR}-05-07`], `${YEAR}-05-08`];
    const revised = off.includes(more[0]!)
      ? { off: off.filter((d) => !more.includes(d)), work: work.filter((d) => d !== worked) }
      : { off: [...off, ...more], work: [...work, worked] };
    const proposal = await this.#client.expect('PUT', `/v1/calendars/${YEAR}`, this.#g.o('admin'), {
      ...revised,
      notice: `样例：虚构的${YEAR}年放假安排（调整）`,
      publishedOn,
      fictitious: true,
      document: null,
    });
    await this.#client.confirm(this.#g.o('admin2'), proposal);
    this.calendars.push(await this.#arrangement());
    this.#revised = true;
    this.#say(
      `${REVISED_ON}: the arrangement of ${YEAR} is revised, version ${this.calendars[1]!.version}`,
    );
  }

  /** 双随机: committed, the second number, revealed, verified; then everybody drawn is visited in the first month of the quarter. */
  async #draw(quarter: number): Promise<void> {
    const [client, g, { dailyEach, size }] = [this.#client, this.#g, this.#script];
    const from = `${YEAR}-${String(3 * quarter - 2).padStart(2, '0')}-01`;
    const roll = dice(size.seed * 100 + quarter);
    const draw = await client.open('/v1/draws', g.o('e1'), {
      contributor: g.u('jcs'),
      count: dailyEach,
      items: dailyItems(quarter),
      from,
    });
    await client.act(draw, 'contribution', g.o('jc'), {
      number: Array.from({ length: 30 }, () => Math.floor(Math.random() * 10)).join(''),
    });
    await client.act(draw, 'reveal', g.o('e1'), {});
    const { holds } = await client.until('the record', async () => {
      const { status, body } = await client.ask('GET', `/v1/draws/${draw}/verification`, g.o('jc'));
      return status === 200 ? (body as { holds?: boolean }) : undefined;
    });
    const { items } = (await client.get(`/v1/draws/${draw}/picks`, g.o('jc'))) as {
      items?: { institution: string; officers: string[] }[];
    };
    this.drawn.push({ draw, objects: items!.length, holds: holds === true });
    for (const [n, { institution, officers }] of items!
      .toSorted((a, b) => (a.institution < b.institution ? -1 : 1))
      .entries()) {
      const id = institution.slice(g.i('').length);
      this.#take(
        visitOf(
          quarter * 1000 + n,
          {
            kind: 'daily',
            body: 'ju',
            institution: id,
            items: dailyItems(quarter),
            quarter,
            day: weekdayIn(3 * quarter - 2, 6 + roll(18)),
          },
          roll,
        ),
        { draw, officers },
      );
    }
  }

  async #report(on: string, type: string, content: object): Promise<void> {
    await this.#client.to(this.#g.programme, at(on, 9));
    await this.#client.act(this.#g.programme, type, this.#g.o('e1'), content);
  }

  #take(visit: Visit, drawn?: Drawn): void {
    const context = {
      client: this.#client,
      g: this.#g,
      revised: () => this.#revised,
      at: this.#at.bind(this),
    };
    const run = new VisitRun(context, visit, drawn);
    this.done.push(run.done);
    run.schedule();
  }
}
