/** 抽取的承诺 Makes a statement from the registries and commits it: opens the file of a draw, or of a redraw (QY-6.1, 6.2, TJ51-14.2, 18). */
import { randomBytes } from 'node:crypto';
import { abandonedOf, chainOf, findDraw, unrevealedOf } from '../../db/draw/store.ts';
import { bodyOf, drawFactsOf, type BodyRow } from '../../db/draw/facts.ts';
import { draw } from '../../domain/draw/procedure.ts';
import { refuseCommitment } from '../../domain/draw/commitment.ts';
import { instrumentOf } from '../../domain/draw/duties.ts';
import { drawSettingsOf, type DrawRequest, type RedrawRequest } from '../../domain/draw/forms.ts';
import { secretHashOf } from '../../domain/draw/hashing.ts';
import {
  candidatesOf,
  firstStatement,
  refuseUndeclared,
  registriesOf,
  type DrawFacts,
} from '../../domain/draw/opening.ts';
import type { DrawRecord } from '../../domain/draw/record.ts';
import { drawOpen, impossible, unsound, wrongState } from '../../domain/draw/refusals.ts';
import { withoutOfficers, type DrawSettings } from '../../domain/draw/settings.ts';
import { areaCovers } from '../../domain/law/instruments.ts';
import type { Refusal } from '../../domain/law/refusal.ts';
import { inspectionSettingsOf } from '../../domain/inspection/settings-form.ts';
import { civilDateOf } from '../../domain/time/civil-date.ts';
import type { CivilDate } from '../../domain/time/instant.ts';
import type { Caller } from '../http/authentication.ts';
import { openFileFor } from '../intake/open-file.ts';
import type { NewFile, OpeningContext } from '../intake/opening-context.ts';
import type { OpenedReply } from '../intake/opened.ts';
import { Problem } from '../http/problems.ts';
import {
  assertOwn,
  settle,
  linked,
  committed,
  type DrawDeps,
  type DrawTerms,
} from './committing.ts';

export function openDraw(
  deps: DrawDeps,
  caller: Caller,
  key: string,
  asked: DrawRequest,
): Promise<OpenedReply> {
  const { clause, contributor, items, from: on } = asked;
  return open(deps, caller, key, asked, {
    clause,
    contributor,
    items,
    on,
    officers: asked.officers ?? true,
    first: asked,
  });
}

export async function openRedraw(
  deps: DrawDeps,
  caller: Caller,
  key: string,
  id: string,
  asked: RedrawRequest,
): Promise<OpenedReply> {
  const of = await findDraw(deps.sql, id);
  if (!of || of.state === 'prepared') throw new Problem('not-found');
  if (of.bureau !== caller.bureau) throw new Problem('other-bureau');
  if (of.body !== caller.unit)
    throw new Problem('not-authorised', {
      say: { zh: '只有抽取单位可以重新抽取。', en: 'Only the drawing body may draw again.' },
    });
  if (of.state !== 'revealed')
    throw Problem.refused(
      wrongState(
        of,
        '该次抽查没有结果可以接续',
        'That draw has no result to go on from',
        '先揭示；放弃的，重新承诺。',
        'Reveal it first; after an abandonment commit anew.',
      ),
    );
  await assertOwn(deps, of);
  // The items and days are not asked again: what fell out is replaced out of what can be drawn today.
  return open(
    deps,
    caller,
    key,
    { draw: id, ...asked },
    {
      clause: of.clause,
      contributor: asked.contributor ?? of.contributor,
      items: [],
      on: undefined,
      officers: true,
      redraw: { of, asked },
    },
  );
}

function open(
  deps: DrawDeps,
  caller: Caller,
  key: string,
  payload: object,
  terms: DrawTerms,
): Promise<OpenedReply> {
  if (!deps.seal) throw new Problem('sealing-key-missing');
  return openFileFor(deps, caller, {
    payload,
    key,
    procedure: draw,
    instrument: instrumentOf(terms.clause),
    prepare: (context) => prepare(deps, context, terms),
    // One draw of a body under a clause at a time: whoever committed reveals, or abandons, before committing again.
    ifOpen: async (file) => {
      throw Problem.refused(drawOpen(terms, file));
    },
  });
}

async function prepare(
  deps: DrawDeps,
  context: OpeningContext,
  terms: DrawTerms,
): Promise<NewFile | { refusal: Refusal }> {
  const { bureau, caller, receivedAt } = context;
  const body = await bodyOf(deps.sql, bureau.id, caller.unit, terms.contributor);
  const refusal = refuseParties(terms, caller, body);
  if (refusal) return { refusal };
  const [settings, today] = [drawSettingsOf(bureau.settings), civilDateOf(receivedAt)];
  const inspection = inspectionSettingsOf(bureau.settings);
  const on = terms.on ?? today;
  const { looked, abandoned, unrevealed, chain } = await lookUp(
    deps,
    { bureau: bureau.id, body: caller.unit, on, certificateKinds: inspection.certificateKinds },
    terms,
  );
  const facts: DrawFacts & { hints: string[] } = {
    ...looked,
    level: body.level,
    objects: looked.objects.filter(({ territory }) => areaCovers(body.area, territory)),
  };
  const rule = ruleOf(settings, terms, chain);
  const bare =
    refuseUndeclared(terms, facts, rule.team, inspection.listDays) ?? refuseItems(terms, facts);
  if (bare) return { refusal: bare };
  const secret = randomBytes(32).toString('hex');
  const draft = await settle(deps, context, terms, rule, settings, secretHashOf(secret));
  const objects = candidatesOf(facts, terms.clause, on, rule.team);
  const made = terms.redraw
    ? linked(terms.redraw, draft, facts, objects, chain)
    : firstStatement(draft, terms.first!, facts, objects, abandoned);
  if ('code' in made) return { refusal: made };
  const known = registriesOf(made, facts, objects, {
    today,
    staleAfterDays: inspection.listDays,
    unrevealed,
    chain,
    abandoned,
  });
  const refused = refuseCommitment(made, known);
  if (refused) return { refusal: refused };
  return committed(deps, context, terms, settings, {
    statement: made,
    secret,
    hints: facts.hints,
    body,
  });
}

/** What can be drawn on the day, and what earlier draws have left behind. */
async function lookUp(
  { sql }: DrawDeps,
  where: { bureau: string; body: string; on: CivilDate; certificateKinds: readonly string[] },
  { clause, items, redraw }: DrawTerms,
) {
  const [looked, abandoned, unrevealed, chain] = await Promise.all([
    drawFactsOf(sql, { ...where, clause, items }),
    redraw ? undefined : abandonedOf(sql, where.body, clause),
    unrevealedOf(sql, where.body, clause),
    redraw ? chainOf(sql, redraw.of.root) : [],
  ]);
  return { looked, abandoned, unrevealed, chain };
}

const ruleOf = (
  settings: DrawSettings,
  { redraw, officers }: DrawTerms,
  chain: readonly DrawRecord[],
) =>
  redraw ? chain[0]!.statement.rule : officers ? settings.rule : withoutOfficers(settings.rule);

function refuseParties(
  { clause, contributor, officers }: DrawTerms,
  caller: Caller,
  body: BodyRow,
): Refusal | undefined {
  if (!body.listed)
    return unsound(
      { clause },
      '抽取单位不是登记的检查主体',
      'the drawing unit is no registered inspecting body',
      'body-unqualified',
    );
  if (clause !== 'TJ51-18' && !officers)
    return unsound(
      { clause },
      '检查须同时抽取人员',
      'for an inspection officers are drawn too',
      'officer-hand-picked',
    );
  if (contributor === caller.unit)
    return unsound(
      { clause },
      '第二个数须由另一单位给出',
      'the second number must come from another body',
      'contribution-same-body',
    );
  if (body.contributorRoles?.includes('discipline-inspection') !== true)
    return unsound(
      { clause },
      '给出第二个数的单位不是本局的监察机构',
      'the unit that is to give the second number is no unit of discipline inspection of this bureau',
      'contributor-not-eligible',
    );
  return undefined;
}

function refuseItems({ clause, items }: DrawTerms, facts: DrawFacts): Refusal | undefined {
  const stranger = items.find((item) => !facts.items.some(({ id }) => id === item));
  return stranger === undefined
    ? undefined
    : {
        ...impossible(
          { clause },
          `清单没有事项 ${stranger}`,
          `the list has no item ${stranger}`,
          'item-unknown',
        ),
        clause: clause === 'QY-6.2' ? 'QY-2.3' : clause,
      };
}
