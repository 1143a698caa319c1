/** 双人复核 Under which mark a bureau numbers its papers, and what they look like: proposed by one person, confirmed by another. */
import { seriesOf, setSeries, setTemplate, templatesOf } from '../../db/queries/papers.ts';
import type { Template } from '../../domain/law/papers.ts';
import { allKinds } from '../../domain/papers/kinds.ts';
import { faultsOf } from '../../domain/papers/template.ts';
import type { CivilDate } from '../../domain/time/instant.ts';
import { databaseToday } from '../http/clock.ts';
import { badInput } from '../http/fields.ts';
import { Problem } from '../http/problems.ts';
import type { Ground } from '../registries/two-persons.ts';

interface Version {
  bureau: string;
  kind: string;
  version: number;
  inForceFrom: CivilDate;
}
export interface SeriesChange extends Version {
  mark: string;
  /** The last number that was given by hand this year, before the system counts. */
  started?: number | undefined;
  /** The year of that number: when it was proposed. */
  startedYear?: number | undefined;
}
export interface TemplateChange extends Version {
  /** Null: the standard template again. */
  template: Template | null;
}

const proposes = ['registrar'] as const;
const confirms = ['administrator', 'registrar', 'head'] as const;
const subject = ({ bureau, kind, version }: Version): string => `${bureau}/${kind}/${version}`;

/** Versions follow each other, and none begins before today: what was issued stays as it was numbered. */
function assertNext(given: Version, stand: readonly { kind: string; version: number }[]): void {
  const last = Math.max(0, ...stand.flatMap((one) => (one.kind === given.kind ? one.version : [])));
  const fields = [];
  if (given.version !== last + 1)
    fields.push({
      in: 'body' as const,
      path: '/version',
      zh: `下一版本是 ${last + 1}`,
      en: `The next version is ${last + 1}`,
    });
  if (given.inForceFrom < databaseToday())
    fields.push({
      in: 'body' as const,
      path: '/inForceFrom',
      zh: '施行日期不得早于今日',
      en: 'It can not take force before today',
    });
  if (fields.length > 0) throw badInput(fields);
}

export const thisYear = (): number => Number(databaseToday().slice(0, 4));
/** The last number of a year says nothing of the next one, whose numbers begin at 1. */
const otherYear = () =>
  badInput([
    {
      in: 'body',
      path: '/started',
      zh: '已编到的号是提出那一年的；新的一年从 1 起，请重新提出',
      en: 'The last number is of the year in which it was proposed; a new year begins at 1: propose it anew',
    },
  ]);

export const paperSeriesGround: Ground<SeriesChange, void> = {
  what: 'paper-series',
  proposes,
  confirms,
  subject,
  async before(tx, bureau, { kind }) {
    const stands = (await seriesOf(tx, bureau)).filter((one) => one.kind === kind).at(-1);
    return stands ? { version: stands.version, mark: stands.mark } : null;
  },
  async apply(tx, given, { caller }) {
    if (given.bureau !== caller.bureau) throw new Problem('other-bureau');
    assertNext(given, await seriesOf(tx, given.bureau));
    const year = thisYear();
    if (given.started !== undefined && (given.startedYear ?? year) !== year) throw otherYear();
    const answer = await setSeries(tx, {
      ...given,
      startedYear: year,
      started: given.started ?? null,
      by: caller.id,
    });
    if (answer === 'taken') throw new Problem('paper-mark-taken');
    if (answer === 'begun') throw new Problem('paper-mark-begun');
  },
};

export const paperTemplateGround: Ground<TemplateChange, void> = {
  what: 'paper-template',
  proposes,
  confirms,
  subject,
  async before(tx, bureau, { kind }) {
    const stands = (await templatesOf(tx, bureau)).filter((one) => one.kind === kind).at(-1);
    return stands ? { version: stands.version, template: stands.template } : null;
  },
  async apply(tx, given, { caller }) {
    if (given.bureau !== caller.bureau) throw new Problem('other-bureau');
    const { paper } = allKinds.find(({ id }) => id === given.kind) ?? {};
    if (!paper) throw new Problem('not-found');
    assertNext(given, await templatesOf(tx, given.bureau));
    // Held against the paper again: its fields may have changed since it was proposed.
    const faults = given.template ? faultsOf(given.template, paper) : [];
    if (faults.length > 0)
      throw badInput(
        faults.map(({ path, zh, en }) => ({ in: 'body', path: `/template${path}`, zh, en })),
      );
    await setTemplate(tx, { ...given, by: caller.id });
  },
};
