/** 所依日历和设置 The calendars that the counting names, and the settings that were in force: each as the log has it. */
import { calendarsIn, ownSettings } from '../dossier/ground.ts';
import type { Life, LifeChange } from '../dossier/life-shape.ts';
import type { Sources } from '../dossier/sources.ts';
import { canonicalJson } from '../proof/canonical.ts';
import { instantText } from '../dossier/events.ts';
import { finding, proving, type Finding } from './findings.ts';
import type { Read } from './members.ts';

type Calendar = Sources['calendars'][number];

const shown = ({ change }: LifeChange, name: string): unknown => {
  const field = change[name];
  return field && 'value' in field ? field.value : undefined;
};

/** As the leaves have them. */
export const calendarsOf = ({ ground }: Pick<Life, 'ground'>): Calendar[] =>
  ground
    .filter(({ registry }) => registry === 'calendar-year')
    .map((change) => ({
      year: Number(change.entity),
      version: change.id,
      notice: String(shown(change, 'notice')),
      publishedOn: String(shown(change, 'publishedOn')),
      off: shown(change, 'off') as string[],
      work: shown(change, 'work') as string[],
      fictitious: shown(change, 'fictitious') === true,
      loadedAt: change.changedAt,
      document: shown(change, 'document') ?? null,
    }))
    .sort((a, b) => a.year - b.year || a.version - b.version);

export function* ground(read: Read): Generator<Finding> {
  const { life, dossier, register } = read;
  const calendars = calendarsOf(life);
  const named = register.entries.every(({ body }) => body !== null)
    ? calendarsIn(register.entries.map(({ body }) => ({ body: body ?? {} })))
    : undefined;
  const wrong = [
    ...life.ground.flatMap((change) => brokenRef(change, dossier.cover.bureau.id)),
    ...life.ground.flatMap(withheldOf),
    ...(named && named.length !== calendars.length ? ['calendars'] : []),
    ...calendars
      .filter(({ year, version }) => named && !named.includes(`${year}/${version}`))
      .map(({ year, version }) => `calendar ${year}/${version}`),
    ...brokenSettings(read),
  ];
  yield proving('ground', wrong, {
    holds: {
      zh: `所依 ${calendars.length} 个日历版本和在用设置与日志中的变更一致。`,
      en: `The ${calendars.length} versions of calendars and the settings are those whose changes stand in the log.`,
    },
    fails: {
      zh: '日历或者设置与日志中的变更不一致。',
      en: 'A calendar or a setting is not what its change in the log says.',
    },
  });
  const changes = life.ground.filter(({ registry }) => registry === 'bureau').length;
  if (changes < dossier.rules.settings.length)
    yield finding(
      'ground',
      'word',
      '案卷没有载明最早一份设置的变更：此前没有变更过，只凭本局所称。',
      'No change is shown that says the first settings: that there was none rests on the word of the bureau.',
    );
}

/** Of a calendar nothing is withheld: whoever left out that it is invented would make it a real one. */
const withheldOf = ({ registry, ref, change }: LifeChange): string[] =>
  registry === 'calendar-year' &&
  Object.entries(change).some(([name, field]) => name !== '' && !('value' in field))
    ? [`calendar ${ref}`]
    : [];

function brokenRef(change: LifeChange, bureau: string): string[] {
  const { registry, entity, id, ref } = change;
  if (registry === 'bureau')
    return entity === bureau && ref === String(id) ? [] : [`change ${ref}`];
  return ref === `${entity}/${id}` ? [] : [`calendar ${ref}`];
}

/** The first may be what was before the first change; every later one is a change after which it stood. */
function brokenSettings({ life, dossier }: Read): string[] {
  const changes = life.ground.filter(({ registry }) => registry === 'bureau');
  const { settings } = dossier.rules;
  const { procedure } = life.opening;
  const said = changes.map((change) => {
    const side = shown(change, 'after') === undefined ? 'before' : 'after';
    const row = shown(change, side) as { settings?: Record<string, unknown> } | null | undefined;
    return {
      at: instantText(change.changedAt),
      side,
      of: ownSettings(procedure, row?.settings ?? {}),
    };
  });
  // Where it was never changed before, the first stands for itself.
  const rest = said.length === settings.length ? settings : settings.slice(1);
  const wrong = said.length === rest.length ? [] : ['settings'];
  for (const [n, one] of rest.entries()) {
    const change = said[n];
    if (!change || canonicalJson(change.of) !== canonicalJson(one.settings))
      wrong.push(`settings ${n}`);
    else if (n > 0 && (change.side !== 'after' || change.at !== one.from))
      wrong.push(`settings ${n}`);
  }
  return wrong;
}
