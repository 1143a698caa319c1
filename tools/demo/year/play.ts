/** 演出 The year acted out day by day: whoever has something to do on a day does it, so many at a time; a visit's own steps keep their order. */
import { instant, type Instant } from '../../../domain/time/instant.ts';
import { pool } from '../../bench/meter.ts';
import { at, document, paper, type Desk } from './desk.ts';
import { headOf, localDay, teamOf, type Ground } from './ground.ts';
import { dailyItems, dice, visitOf, weekdayIn, YEAR, type Script, type Visit } from './script.ts';

/** What was done, as the driver did it: the independent count knows nothing else. */
export interface Done {
  n: number;
  kind: Visit['kind'];
  file: string;
  endedOn?: string;
  toldOn?: string;
  told?: 'before-revision' | 'after-revision';
  override?: string;
  excepted?: boolean;
  wokenOn?: string;
  refused?: { clause: string; earliest: string | null };
  complaint?: { file: string; founded: NonNullable<Visit['complains']> };
}
export interface Step {
  at: Instant;
  lane: string;
  run: () => Promise<void>;
}
const addDay = (day: string, n: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + n * 86_400_000).toISOString().slice(0, 10);
/** The day after the year that an end opens. */
const yearAfter = (end: string): string =>
  addDay(`${Number(end.slice(0, 4)) + 1}${end.slice(4)}`, 1);
const stamp = (time: Instant): string =>
  `${new Date(time + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`;

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
  #desk: Desk;
  #g: Ground;
  #script: Script;
  #say: (text: string) => void;

  constructor(desk: Desk, g: Ground, script: Script, say: (text: string) => void) {
    [this.#desk, this.#g, this.#script, this.#say] = [desk, g, script, say];
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
    const calendar = await this.#desk.get(`/v1/calendars/${YEAR}`, this.#g.o('admin'));
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
    await this.#desk.expect('PUT', `/v1/calendars/${YEAR}`, this.#g.o('admin'), {
      ...revised,
      notice: `样例：虚构的${YEAR}年放假安排（调整）`,
      publishedOn,
      fictitious: true,
      document: null,
    });
    this.calendars.push(await this.#arrangement());
    this.#revised = true;
    this.#say(
      `${REVISED_ON}: the arrangement of ${YEAR} is revised, version ${this.calendars[1]!.version}`,
    );
  }

  /** 双随机: committed, the second number, revealed, verified; then everybody drawn is visited in the first month of the quarter. */
  async #draw(quarter: number): Promise<void> {
    const [desk, g, { dailyEach, size }] = [this.#desk, this.#g, this.#script];
    const from = `${YEAR}-${String(3 * quarter - 2).padStart(2, '0')}-01`;
    const roll = dice(size.seed * 100 + quarter);
    const draw = await desk.open('/v1/draws', g.o('e1'), {
      contributor: g.u('jcs'),
      count: dailyEach,
      items: dailyItems(quarter),
      from,
    });
    await desk.act(draw, 'contribution', g.o('jc'), {
      number: Array.from({ length: 30 }, () => Math.floor(Math.random() * 10)).join(''),
    });
    await desk.act(draw, 'reveal', g.o('e1'), {});
    const { holds } = await desk.until('the record', async () => {
      const { status, body } = await desk.ask('GET', `/v1/draws/${draw}/verification`, g.o('jc'));
      return status === 200 ? (body as { holds?: boolean }) : undefined;
    });
    const { items } = (await desk.get(`/v1/draws/${draw}/picks`, g.o('jc'))) as {
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
    await this.#desk.to(this.#g.programme, at(on, 9));
    await this.#desk.act(this.#g.programme, type, this.#g.o('e1'), content);
  }

  // ---- a visit -------------------------------------------------------------------------------------------------------

  #take(visit: Visit, drawn?: { draw: string; officers: string[] }): void {
    const done: Done = { n: visit.n, kind: visit.kind, file: '' };
    this.done.push(done);
    const team = drawn ? drawn.officers : teamOf(this.#g, visit);
    const lane = `v-${visit.n}`;
    const filing = visit.heldAfter ? `${YEAR}-01-04` : addDay(visit.day, -3);
    this.#at(filing, 10, lane, async () => {
      await this.#file(visit, done, team, drawn?.draw);
      if (done.refused) return;
      if (visit.heldAfter)
        return this.#wakes(done, team, lane, yearAfter(visit.heldAfter), (woken) =>
          this.#begin(visit, done, team, lane, woken),
        );
      if (visit.heldByCap)
        return this.#wakes(done, team, lane, `${YEAR + 1}-01-01`, () => Promise.resolve());
      await this.#approve(visit, done, at(filing, 10, 5));
      this.#visited(visit, done, team, lane, visit.day);
    });
  }

  async #file(visit: Visit, done: Done, team: string[], draw?: string): Promise<void> {
    const [desk, g] = [this.#desk, this.#g];
    const clue =
      visit.kind === 'case' ? await this.#clue(visit, headOf(this.#g, visit)) : undefined;
    const again =
      visit.again === 'by-override'
        ? { overrides: visit.items.map((item) => ({ gate: 'repeat', item, reason: '样例理由' })) }
        : visit.again === 'by-complaint'
          ? { exceptions: [{ gate: 'repeat', reason: '样例：投诉指向新的问题' }] }
          : {};
    const plan = {
      kind: visit.kind,
      institution: g.i(visit.institution),
      days: { from: visit.day, until: addDay(visit.day, 2) },
      purpose: 'supervision',
      onSiteReason: '须查看现场',
      ...(draw && { draw }),
      ...(clue && { clues: [clue] }),
      ...again,
      items: visit.items.map((item) => ({
        item,
        method: 'on-site',
        contents: ['费用明细'],
        standard: '医保支付范围',
      })),
      team: team.map((o, n) => ({ officer: o, role: n === 0 ? 'lead' : 'officer', from: 'body' })),
      ...(visit.kind === 'special' && { special: { campaign: g.campaign } }),
      ...((visit.heldAfter ?? visit.heldByCap) && { hold: true }),
    };
    const { status, body } = await desk.ask('POST', '/v1/inspections', team[0]!, plan);
    if (status < 400) done.file = body['file'] as string;
    else if (visit.again === 'refused' && body['code'] === 'plan-refused')
      done.refused = {
        clause: String(body['clause']),
        earliest:
          (body['lawful'] as { earliest?: string } | undefined)?.earliest?.slice(0, 10) ?? null,
      };
    else
      throw new Error(`plan of visit ${visit.n}: ${status} ${JSON.stringify(body).slice(0, 1500)}`);
    if (visit.again === 'by-complaint') done.excepted = true;
  }

  async #clue({ again, items, institution, heldAfter }: Visit, by: string): Promise<string> {
    const asked = again === 'by-override' || again === 'refused' || heldAfter !== undefined;
    return (
      await this.#desk.expect('POST', '/v1/clues', by, {
        kind: asked ? 'own-request' : 'specific-complaint',
        institution: this.#g.i(institution),
        items,
        evidence: document(),
        orderedBy: null,
        ...(asked && { signature: document() }),
      })
    )['id'] as string;
  }

  async #approve(visit: Visit, done: Done, time: Instant): Promise<void> {
    await this.#desk.to(done.file, time);
    const overrides =
      visit.again === 'by-override'
        ? visit.items.map((item) => ({ gate: 'repeat', item, reason: '样例理由' }))
        : [];
    await this.#desk.act(done.file, 'approval', headOf(this.#g, visit), { overrides });
    if (overrides.length > 0) done.override = visit.items[0]!;
  }

  /** 唤醒: on the first lawful day, and not before. */
  #wakes(
    done: Done,
    team: string[],
    lane: string,
    woken: string,
    then: (woken: string) => Promise<void>,
  ): void {
    this.#at(addDay(woken, -1), 20, lane, async () => {
      await this.#desk.to(done.file, at(addDay(woken, -1), 20));
      const { state } = await this.#desk.get(`/v1/inspections/${done.file}`, team[0]!);
      if (state !== 'on-hold') throw new Error(`${done.file} is ${String(state)} before ${woken}`);
    });
    this.#at(woken, 10, lane, async () => {
      await this.#desk.to(done.file, at(woken, 1));
      done.wokenOn = await this.#desk.until(
        `${done.file} to wake`,
        async () =>
          ((await this.#desk.get(`/v1/inspections/${done.file}`, team[0]!))['wokenOn'] as
            | string
            | null) ?? undefined,
      );
      await then(woken);
    });
  }

  /** What has woken is approved and begun like any other. */
  async #begin(
    visit: Visit,
    done: Done,
    team: string[],
    lane: string,
    woken: string,
  ): Promise<void> {
    await this.#approve(visit, done, at(woken, 10));
    this.#visited(visit, done, team, lane, addDay(woken, 1));
  }

  /** On site, the record, the end; what was found; the result, in time or not. */
  #visited(visit: Visit, done: Done, team: string[], lane: string, day: string): void {
    const [desk, file, lead] = [this.#desk, done.file, team[0]!];
    const present = team.map((o) => ({ officer: o, shown: 'certificate' }));
    const finding = {
      id: 'f-1',
      outcome: 'rectification',
      text: '样例问题',
      first: false,
      minor: false,
      harmless: false,
    };
    const found = visit.ending === 'rectification' ? [finding] : [];
    const service = (time: Instant): object => ({
      method: 'direct',
      servedAt: stamp(time),
      proof: document(),
    });
    const recipient = this.#g.i(visit.institution);
    this.#at(day, 9, lane, async () => {
      await desk.to(file, at(day, 9));
      await desk.act(file, 'on-site-start', lead, {
        present: team,
        shown: team.map((o) => ({ officer: o, document: 'certificate' })),
        noticeServed: true,
      });
      await desk.to(file, at(day, 11));
      await desk.act(file, 'on-site-record', lead, {
        document: document(),
        enteredAt: stamp(at(day, 9, 30)),
        leftAt: stamp(at(day, 10, 30)),
        present,
        signature: 'signed',
        recording: 'video',
      });
      await desk.act(file, 'inspection-end', lead, { endedOn: day });
      done.endedOn = day;
      if (visit.complains) await this.#complain(done, visit.complains);
      if (found.length === 0) return;
      await desk.act(file, 'provisional-result', lead, {
        ...paper(),
        service: service(at(day, 11)),
        recipient,
        findings: found,
        rightsTold: true,
      });
      await desk.act(file, 'statement-waiver', lead, {
        document: document(),
        waivedAt: stamp(at(day, 11)),
      });
    });
    const tell = addDay(day, visit.tellAfter);
    this.#at(tell, 10, lane, async () => {
      await desk.to(file, at(tell, 10));
      if (visit.ending === 'never') return;
      await desk.act(file, 'result-notice', lead, {
        ...paper(),
        service: service(at(tell, 10)),
        recipient,
        findings: found,
        remedies: { body: '样例复议机关', period: '60日' },
      });
      [done.toldOn, done.told] = [tell, this.#revised ? 'after-revision' : 'before-revision'];
      const until = addDay(tell, 10);
      if (found.length > 0)
        await desk.act(file, 'rectification-order', lead, {
          ...paper(),
          orderedAt: stamp(at(tell, 10)),
          service: service(at(tell, 10)),
          demands: [{ finding: 'f-1', demand: '样例要求' }],
          until,
        });
      else await this.#publish(file, lead, at(tell, 10));
    });
    if (found.length === 0) return;
    const recheck = addDay(tell, 12);
    this.#at(recheck, 10, lane, async () => {
      await desk.to(file, at(recheck, 10));
      await desk.act(file, 'recheck', lead, {
        document: document(),
        recheckedAt: stamp(at(recheck, 10)),
        present,
        results: [{ finding: 'f-1', conforming: true }],
      });
      await this.#publish(file, lead, at(recheck, 10));
    });
  }

  /** 执法扰企: on the hotline to 监察室, verified and answered there, all on the day of the play and not of the year. */
  async #complain(done: Done, founded: NonNullable<Visit['complains']>): Promise<void> {
    const [desk, by] = [this.#desk, this.#g.o('jc')];
    const file = await desk.open('/v1/enforcement-complaints', by, {
      channel: 'hotline',
      grounds: ['disruption'],
      narrative: '样例',
      file: done.file,
    });
    await desk.act(file, 'handler-assignment', by, { officer: by });
    await desk.act(file, 'complaint-findings', by, {
      founded,
      findings: '样例',
      document: document(),
    });
    await desk.act(file, 'complaint-answer', by, {
      servedAt: stamp(instant(Date.now())),
      measures: founded === 'unfounded' ? [] : ['correction'],
      document: document(),
    });
    done.complaint = { file, founded };
  }

  #publish(file: string, by: string, time: Instant): Promise<void> {
    return this.#desk.act(file, 'result-publication', by, {
      publishedAt: stamp(time),
      url: 'https://ybj.example.org/jieguo',
    });
  }
}
