/** 流程历史 The histories of a file for its dossier, as its history route reads them: of runs that are kept, that wait to be kept, and of one under way. */
import { createHash } from 'node:crypto';
import type { Scope } from '../../domain/law/authority.ts';
import type { DossierHistory } from '../../domain/dossier/shapes.ts';
import { Principals } from '../../domain/dossier/principals.ts';
import { markOf, whatIs } from '../../domain/dossier/withheld.ts';
import { canonicalJson } from '../../domain/proof/canonical.ts';
import { eventsOf, runsOf, type Run } from '../background/file-histories.ts';
import { Problem } from '../http/problems.ts';
import { when } from '../http/when.ts';
import type { HistoryEvent } from '../intake/engine-histories.ts';
import type { ActDeps } from '../intake/submit-act.ts';

/** A member of the archive that is made when its turn comes, in pieces. */
export interface HistoryMember {
  name: string;
  text: () => AsyncIterable<string>;
}

export interface Histories {
  items: DossierHistory[];
  members: HistoryMember[];
}

interface Of {
  deps: ActDeps;
  scope: Scope;
  file: { id: string; procedure: string };
  entries: readonly {
    seq: number;
    type: string;
    body: Readonly<Record<string, unknown>>;
    recordedAt: number;
  }[];
  /** As of an earlier place: what was kept later, and what goes on, says more than was known then. */
  until: number | undefined;
}

export async function historiesOf(of: Of): Promise<Histories> {
  const { runs, complete } = await runsOf(of.deps, of.file.id);
  const found: Histories = { items: [], members: [] };
  for (const run of runs.filter(({ keptAt }) => thenKept(of, keptAt))) {
    const item = await itemOf(of, run, found.items.length + 1);
    found.items.push(item);
    const { member, events } = item;
    if (member !== null && events !== null)
      found.members.push({ name: member, text: () => pieces(of, run, events) });
  }
  if (of.until !== undefined) found.items.push(absent('later', null));
  else if (!complete) found.items.push(absent('unreachable', null));
  return found;
}

const thenKept = ({ until }: Of, keptAt: number | null): boolean =>
  until === undefined || (keptAt !== null && keptAt <= until);

/** Canonical JSON, event by event. A run under way goes on meanwhile: it is read as far as it was when its hash was made. */
async function* pieces({ deps, file }: Of, run: Run, most = Infinity): AsyncGenerator<string> {
  let passed = 0;
  yield '{"events":[';
  for await (const page of eventsOf(deps, file.id, run)) {
    const events = page.slice(0, most - passed).map((event) => canonicalJson(event));
    if (events.length > 0) yield (passed > 0 ? ',' : '') + events.join(',');
    passed += events.length;
    if (passed >= most) break;
  }
  yield ']}';
}

interface Looked {
  events: number;
  sha256: string;
  principals: Principals;
}

async function lookedAt({ deps, file }: Of, run: Run): Promise<Looked> {
  const hash = createHash('sha256').update('{"events":[');
  const principals = new Principals();
  let count = 0;
  const add = (event: HistoryEvent): void => {
    hash.update(`${count++ > 0 ? ',' : ''}${canonicalJson(event)}`);
    principals.add(event);
  };
  for await (const events of eventsOf(deps, file.id, run)) events.forEach(add);
  return { events: count, sha256: hash.update(']}').digest('hex'), principals };
}

/** Where the engine is away or has lost a run, the dossier says so and lacks it. */
async function itemOf(of: Of, run: Run, n: number): Promise<DossierHistory> {
  if (run.run === null || run.state === 'lost') return absent('lost', run.run);
  try {
    return shownTo(of, itemFrom(of, run, await lookedAt(of, run), n));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return absent(error.code === 'history-lost' ? 'lost' : 'unreachable', run.run);
  }
}

function itemFrom({ entries }: Of, run: Run, looked: Looked, n: number): DossierHistory {
  const { events, sha256, principals } = looked;
  const entry = entries.find(
    ({ type, body }) => type === 'history-kept' && body['run'] === run.run,
  );
  return {
    run: run.run,
    state: run.state,
    events,
    sha256,
    // By the register's clock, where it is entered.
    keptAt: when(entry?.recordedAt ?? run.keptAt),
    seq: entry?.seq ?? null,
    member: `history/${String(n).padStart(3, '0')}-${run.run}.json`,
    builds: principals.builds,
    principals: principals.found,
    withheld: null,
  };
}

const absent = (state: 'lost' | 'later' | 'unreachable', run: string | null): DossierHistory => ({
  run,
  state,
  events: null,
  sha256: null,
  keptAt: null,
  seq: null,
  member: null,
  builds: [],
  principals: [],
  withheld: null,
});

/** QY-10.3 Of a file whose acts are withheld its history is too: neither what happened nor by whom. Its hash stands there instead. */
function shownTo({ scope, file }: Of, item: DossierHistory): DossierHistory {
  if (scope !== 'withheld') return item;
  const withheld = markOf(file.procedure, scope, whatIs.history, item.sha256);
  return { ...item, member: null, principals: [], withheld };
}
