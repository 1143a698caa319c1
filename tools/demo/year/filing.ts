/** 提交方案 How the plan of a visit is filed: with its draw, its clue, its exception or override, or on hold. */
import { addDay } from './days.ts';
import { document, type YearClient } from './client.ts';
import type { Done } from './done.ts';
import { headOf, type Fixtures } from './fixtures.ts';
import type { Visit } from './script.ts';

/** What a visit needs of the year around it. */
export interface YearContext {
  client: YearClient;
  g: Fixtures;
  /** Whether the arrangement of the year has been changed yet. */
  revised(): boolean;
  at(day: string, hour: number, lane: string, run: () => Promise<void>): void;
}
/** A visit that is to be filed, by whom, and out of which draw. */
interface Filing {
  context: YearContext;
  visit: Visit;
  done: Done;
  team: string[];
  draw: string | undefined;
}

/** The plan of the visit is filed, refused or put on hold, as its script has it. */
export async function filePlan(v: Filing): Promise<void> {
  const { visit, done, team } = v;
  const plan = await planOf(v);
  const { status, body } = await v.context.client.ask('POST', '/v1/inspections', team[0]!, plan);
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

async function planOf({ context: { client, g }, visit, team, draw }: Filing): Promise<object> {
  const clue = visit.kind === 'case' ? await registerClue(client, g, visit) : undefined;
  const again =
    visit.again === 'by-override'
      ? { overrides: visit.items.map((item) => ({ gate: 'repeat', item, reason: '样例理由' })) }
      : visit.again === 'by-complaint'
        ? { exceptions: [{ gate: 'repeat', reason: '样例：投诉指向新的问题' }] }
        : {};
  return {
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
    team: team.map((o, n) => ({
      officer: o,
      role: n === 0 ? 'lead' : 'officer',
      from: 'body',
    })),
    ...(visit.kind === 'special' && { special: { campaign: g.campaign } }),
    ...((visit.heldAfter ?? visit.heldByCap) && { hold: true }),
  };
}

async function registerClue(client: YearClient, g: Fixtures, visit: Visit): Promise<string> {
  const { again, items, institution, heldAfter } = visit;
  const asked = again === 'by-override' || again === 'refused' || heldAfter !== undefined;
  return (
    await client.expect('POST', '/v1/clues', headOf(g, visit), {
      kind: asked ? 'own-request' : 'specific-complaint',
      institution: g.i(institution),
      items,
      evidence: document(),
      orderedBy: null,
      ...(asked && { signature: document() }),
    })
  )['id'] as string;
}
