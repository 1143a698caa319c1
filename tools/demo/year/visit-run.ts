/** 一次检查 One visit acted out: filed, woken where it was on hold, approved, begun, told, re-checked. Its own steps keep their order. */
import { instant, type Instant } from '../../../domain/time/instant.ts';
import { addDay, stamp, yearAfter } from './days.ts';
import { at, document, paper } from './client.ts';
import type { Done } from './done.ts';
import { filePlan, type YearContext } from './filing.ts';
import { headOf, teamOf } from './fixtures.ts';
import { YEAR, type Visit } from './script.ts';

export interface Drawn {
  draw: string;
  officers: string[];
}

export class VisitRun {
  readonly done: Done;
  #context: YearContext;
  #visit: Visit;
  #team: string[];
  #draw: string | undefined;

  constructor(context: YearContext, visit: Visit, drawn?: Drawn) {
    [this.#context, this.#visit] = [context, visit];
    this.done = { n: visit.n, kind: visit.kind, file: '' };
    this.#team = drawn ? drawn.officers : teamOf(context.g, visit);
    this.#draw = drawn?.draw;
  }

  schedule(): void {
    const visit = this.#visit;
    const filing = visit.heldAfter ? `${YEAR}-01-04` : addDay(visit.day, -3);
    this.#at(filing, 10, async () => {
      await filePlan({
        context: this.#context,
        visit,
        done: this.done,
        team: this.#team,
        draw: this.#draw,
      });
      if (this.done.refused) return;
      if (visit.heldAfter)
        return this.#wakes(yearAfter(visit.heldAfter), (woken) => this.#begin(woken));
      if (visit.heldByCap) return this.#wakes(`${YEAR + 1}-01-01`, () => Promise.resolve());
      await this.#approve(at(filing, 10, 5));
      this.#visited(visit.day);
    });
  }

  get #lead(): string {
    return this.#team[0]!;
  }
  #at(day: string, hour: number, run: () => Promise<void>): void {
    this.#context.at(day, hour, `v-${this.#visit.n}`, run);
  }
  #act(type: string, content: object, by = this.#lead): Promise<void> {
    return this.#context.client.act(this.done.file, type, by, content);
  }
  #to(time: Instant): Promise<void> {
    return this.#context.client.to(this.done.file, time);
  }

  async #approve(time: Instant): Promise<void> {
    const visit = this.#visit;
    await this.#to(time);
    const overrides =
      visit.again === 'by-override'
        ? visit.items.map((item) => ({ gate: 'repeat', item, reason: '样例理由' }))
        : [];
    await this.#act('approval', { overrides }, headOf(this.#context.g, visit));
    if (overrides.length > 0) this.done.override = visit.items[0]!;
  }

  /** 唤醒: on the first lawful day, and not before. */
  #wakes(woken: string, then: (woken: string) => Promise<void>): void {
    const { client } = this.#context;
    const read = () => client.get(`/v1/inspections/${this.done.file}`, this.#lead);
    this.#at(addDay(woken, -1), 20, async () => {
      await this.#to(at(addDay(woken, -1), 20));
      const { state } = await read();
      if (state !== 'on-hold')
        throw new Error(`${this.done.file} is ${String(state)} before ${woken}`);
    });
    this.#at(woken, 10, async () => {
      await this.#to(at(woken, 1));
      this.done.wokenOn = await client.until(
        `${this.done.file} to wake`,
        async () => ((await read())['wokenOn'] as string | null) ?? undefined,
      );
      await then(woken);
    });
  }

  /** What has woken is approved and begun like any other. */
  async #begin(woken: string): Promise<void> {
    await this.#approve(at(woken, 10));
    this.#visited(addDay(woken, 1));
  }

  /** On site, the record, the end; what was found; the result, in time or not; the re-check. */
  #visited(day: string): void {
    const tell = addDay(day, this.#visit.tellAfter);
    this.#at(day, 9, () => this.#onSite(day));
    this.#at(tell, 10, () => this.#tell(tell));
    if (this.#found.length > 0)
      this.#at(addDay(tell, 12), 10, () => this.#recheck(addDay(tell, 12)));
  }

  get #found(): object[] {
    const finding = {
      id: 'f-1',
      outcome: 'rectification',
      text: '样例问题',
      first: false,
      minor: false,
      harmless: false,
    };
    return this.#visit.ending === 'rectification' ? [finding] : [];
  }
  get #present(): object[] {
    return this.#team.map((o) => ({ officer: o, shown: 'certificate' }));
  }
  get #recipient(): string {
    return this.#context.g.i(this.#visit.institution);
  }

  async #onSite(day: string): Promise<void> {
    await this.#to(at(day, 9));
    await this.#act('on-site-start', {
      present: this.#team,
      shown: this.#team.map((o) => ({ officer: o, document: 'certificate' })),
      noticeServed: true,
    });
    await this.#to(at(day, 11));
    await this.#act('on-site-record', {
      document: document(),
      enteredAt: stamp(at(day, 9, 30)),
      leftAt: stamp(at(day, 10, 30)),
      present: this.#present,
      signature: 'signed',
      recording: 'video',
    });
    await this.#act('inspection-end', { endedOn: day });
    this.done.endedOn = day;
    if (this.#visit.complains) await this.#complain(this.#visit.complains);
    if (this.#found.length === 0) return;
    await this.#act('provisional-result', {
      ...paper(),
      service: service(at(day, 11)),
      recipient: this.#recipient,
      findings: this.#found,
      rightsTold: true,
    });
    await this.#act('statement-waiver', { document: document(), waivedAt: stamp(at(day, 11)) });
  }

  async #tell(tell: string): Promise<void> {
    const found = this.#found;
    await this.#to(at(tell, 10));
    if (this.#visit.ending === 'never') return;
    await this.#act('result-notice', {
      ...paper(),
      service: service(at(tell, 10)),
      recipient: this.#recipient,
      findings: found,
      remedies: { body: '样例复议机关', period: '60日' },
    });
    this.done.toldOn = tell;
    this.done.told = this.#context.revised() ? 'after-revision' : 'before-revision';
    if (found.length === 0) return this.#publish(at(tell, 10));
    await this.#act('rectification-order', {
      ...paper(),
      orderedAt: stamp(at(tell, 10)),
      service: service(at(tell, 10)),
      demands: [{ finding: 'f-1', demand: '样例要求' }],
      until: addDay(tell, 10),
    });
  }

  async #recheck(recheck: string): Promise<void> {
    await this.#to(at(recheck, 10));
    await this.#act('recheck', {
      document: document(),
      recheckedAt: stamp(at(recheck, 10)),
      present: this.#present,
      results: [{ finding: 'f-1', conforming: true }],
    });
    await this.#publish(at(recheck, 10));
  }

  /** 执法扰企: on the hotline to 监察室, verified and answered there, all on the day of the run and not of the year. */
  async #complain(founded: NonNullable<Visit['complains']>): Promise<void> {
    const [{ client, g }, done] = [this.#context, this.done];
    const by = g.o('jc');
    const file = await client.open('/v1/enforcement-complaints', by, {
      channel: 'hotline',
      grounds: ['disruption'],
      narrative: '样例',
      file: done.file,
    });
    await client.act(file, 'handler-assignment', by, { officer: by });
    await client.act(file, 'complaint-findings', by, {
      founded,
      findings: '样例',
      document: document(),
    });
    await client.act(file, 'complaint-answer', by, {
      servedAt: stamp(instant(Date.now())),
      measures: founded === 'unfounded' ? [] : ['correction'],
      document: document(),
    });
    done.complaint = { file, founded };
  }

  #publish(time: Instant): Promise<void> {
    return this.#act('result-publication', {
      publishedAt: stamp(time),
      url: 'https://ybj.example.org/jieguo',
    });
  }
}

const service = (time: Instant): object => ({
  method: 'direct',
  servedAt: stamp(time),
  proof: document(),
});
