/**
 * 案件回访 A round of revisits: 津人社局发〔2017〕51号, (18). Population and sample by a draw that anybody can check; then each institution drawn has its own revisit,
 * by people who have had no hand in its case. The text gives no number: every period is management. What institutions answer never comes here.
 */
import * as drawActs from '../domain/draw/acts.ts';
import * as acts from '../domain/revisit/acts.ts';
import {
  above,
  closure,
  figures,
  order,
  unreachable,
  revisitors,
  type Place,
  type State,
  type visit,
} from '../domain/revisit/acts.ts';
import { dutiesFor } from '../domain/revisit/duties.ts';
import { guards, notAwaited } from '../domain/revisit/guards.ts';
import type { RevisitSettings } from '../domain/revisit/settings.ts';
import type { ActIn, ActOf, ActSpec } from '../domain/law/acts.ts';
import type { CivilDate, Instant } from '../domain/time/instant.ts';
import { Draw, type DrawOpening } from './draw/course.ts';
import { CaseFile } from './kit/case-file.ts';
import type { Closing } from './messages.ts';

interface RoundOpening extends DrawOpening {
  /** `office-n`: every other unit of 监察室 or 执法监督处. */
  units: DrawOpening['units'] & { readonly [office: string]: string };
  period: { from: CivilDate; until: CivilDate };
  groundsHash: string;
  settings: RevisitSettings;
}

const CLAUSE = 'TJ51-18';

export async function revisit(opening: RoundOpening): Promise<Closing> {
  const { units, letter, settings } = opening;
  const { superior, ...taking } = units;
  const state: State = {
    clause: CLAUSE,
    body: units.body,
    contributor: units.contributor,
    committedAt: letter.receivedAt,
    at: 'committed',
    settings,
    units: Object.values(taking),
    superior,
    places: new Map(),
  };
  const file = new CaseFile(opening, {
    acts: [drawActs, acts],
    units: { ...units },
    state,
    guards,
    notAwaited: notAwaited(state),
    ours: new Set<string>([drawActs.drawn.type, drawActs.givenUp.type, order.type, figures.type]),
    manages: true,
  });
  return file.run(CLAUSE, () => new Round(file, opening).run());
}

class Round {
  readonly file: CaseFile<State>;
  readonly opening: RoundOpening;
  readonly duties: ReturnType<typeof dutiesFor>;
  /** Whoever comes next in the order of the draw. */
  #reserve: string[] = [];
  #over: () => void = () => {};

  constructor(file: CaseFile<State>, opening: RoundOpening) {
    this.file = file;
    this.opening = opening;
    this.duties = dutiesFor(opening.settings);
  }

  async run(): Promise<string> {
    const { file, duties } = this;
    this.#population();
    const outcome = await new Draw(file, this.opening).run();
    if (outcome === 'abandoned') return outcome;
    file.task('revisit-order', 'order', {});
    const drawn = await this.#brought(order);
    await this.#revisits(drawn);
    file.stage = 'counting';
    file.task('revisit-figures', 'figures', {});
    const counted = await this.#brought(figures);
    file.stage = 'summarising';
    await file.performed(duties.summarise, counted.receivedAt);
    return 'summarised';
  }

  // 总体  Inspected on site, or sanctioned, in the period: listed, hashed and fixed with the commitment.
  #population(): void {
    const { file, opening } = this;
    const { period, groundsHash, objects, count, letter } = opening;
    file.enter({
      key: 'population',
      type: 'revisit-population',
      clause: CLAUSE,
      act: letter.id,
      body: { ...period, institutions: objects, groundsHash, sample: count },
    });
  }

  #brought<S extends ActSpec>(spec: S): Promise<ActIn<{ act: S['type'] }>> {
    return new Promise((resolve) => {
      const withdraw = this.file.allow({ act: spec.type, by: ['duban'], clause: CLAUSE }, (act) => {
        withdraw();
        resolve(act as ActIn<{ act: S['type'] }>);
      });
    });
  }

  // 回访  Each institution by people named for it; nobody is chosen, also not in place of another.
  #revisits({ facts: { items }, receivedAt }: ActOf<typeof order>): Promise<void> {
    const { file, opening } = this;
    file.stage = 'revisiting';
    this.#reserve = items.slice(opening.count);
    for (const item of items.slice(0, opening.count)) this.#begin(item, receivedAt);
    const { state } = file;
    const over = state.superior === undefined ? [] : [state.superior];
    const withdraw = [
      file.allow({ act: revisitors.type, by: [state.body], clause: CLAUSE }, (act) =>
        this.#named(act),
      ),
      file.allow({ act: above.type, by: over, clause: CLAUSE }, (act) => this.#named(act)),
      file.allow({ act: closure.type, by: [...state.units, ...over], clause: CLAUSE }, (act) =>
        this.#closed(act),
      ),
      file.allow({ act: unreachable.type, by: state.units, clause: CLAUSE }, (act) =>
        this.#unreachable(act),
      ),
    ];
    return new Promise((resolve) => {
      this.#over = () => {
        for (const one of withdraw) one();
        resolve();
      };
    });
  }

  #begin(item: string, since: Instant): void {
    const { file, duties } = this;
    file.state.places.set(item, { state: 'drawn', since, officers: [], named: 0 });
    void file
      .performed(duties.nameRevisitors, since, { item })
      .then(({ act }) => act && this.#named(act));
  }

  #place(item: string): Place {
    return this.file.state.places.get(item)!;
  }

  /** The unit of the first one named owes the revisit and its record; others after them change nothing of the period. */
  #named(act: ActOf<typeof revisitors> | ActOf<typeof above>): void {
    const { file, duties, opening } = this;
    const { item, officers } = act.facts;
    const place = this.#place(item);
    const people = act.known?.people ?? [];
    const units = new Set(people.map(({ unit }) => unit));
    const roleOf = (id: string): string =>
      Object.entries(opening.units).find(([, one]) => one === id)?.[0] ?? 'body';
    const round = place.named;
    const unit = people.find((p) => p.officer === officers[0])?.unit ?? file.state.body;
    if (round > 0) file.release(this.#key(item, round - 1), 'others were named for it');
    else file.release([duties.nameRevisitors.id, item].join(':'), 'the unit over it has named');
    Object.assign(place, {
      officers,
      lead: unit,
      namedAt: act.receivedAt,
      since: round === 0 ? act.receivedAt : place.since,
      named: round + 1,
    } satisfies Partial<Place>);
    file.effect('revisitors', { item, officers, act: act.id });
    file.enter({
      key: `named:${item}:${round}`,
      type: 'revisitors-named',
      clause: CLAUSE,
      act: act.id,
      body: { item, revisitors: officers.length, units: units.size },
    });
    const duty = { ...duties.carryOut, owedBy: roleOf(unit) };
    void file
      .performed(duty, place.since, { item, ...(round > 0 && { round }) })
      .then(({ act: record }) => record && this.#visited(record));
  }

  #key(item: string, round: number): string {
    return [this.duties.carryOut.id, item, ...(round > 0 ? [round] : [])].join(':');
  }

  #visited(act: ActOf<typeof visit> | ActOf<typeof closure>, type = 'revisit-carried-out'): void {
    const { file } = this;
    const { item } = act.facts;
    this.#place(item).state = 'visited';
    file.effect('revisit-over', { item, state: 'visited', act: act.id, at: act.receivedAt });
    file.enter({
      key: `visited:${item}`,
      type,
      clause: CLAUSE,
      act: act.id,
      body: { item, mark: act.known?.mark ?? null },
    });
    this.#settled();
  }

  /** 了结 It has answered, and its answers count; nobody can file the record. */
  #closed(act: ActOf<typeof closure>): void {
    const { item } = act.facts;
    this.file.release(this.#key(item, this.#place(item).named - 1), 'nobody can file the record');
    this.#visited(act, 'revisit-closed');
  }

  /** 替补 The next of the order comes in; where nobody is left, the sample is smaller. */
  #unreachable(act: ActOf<typeof unreachable>): void {
    const { file } = this;
    const { item, why, tries } = act.facts;
    const place = this.#place(item);
    place.state = 'unreachable';
    const owed =
      place.named === 0
        ? [this.duties.nameRevisitors.id, item].join(':')
        : this.#key(item, place.named - 1);
    file.release(owed, 'the institution was not reachable');
    const next = this.#reserve.shift() ?? null;
    file.effect('revisit-over', {
      item,
      state: 'unreachable',
      act: act.id,
      at: act.receivedAt,
      next,
    });
    file.enter({
      key: `replaced:${item}`,
      type: 'revisit-replaced',
      clause: CLAUSE,
      act: act.id,
      body: { item, why, tries: tries.length, next },
    });
    if (next === null)
      file.warn('总体中没有可以替补的机构。Nobody of the population is left to take its place.');
    else this.#begin(next, act.receivedAt);
    this.#settled();
  }

  #settled(): void {
    if (![...this.file.state.places.values()].some((p) => p.state === 'drawn')) this.#over();
  }
}
