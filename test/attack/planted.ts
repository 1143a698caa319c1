/** 存下的脚本 What somebody hostile has put into every text of every act, as it would stand in the inbox: planted, for most acts would be refused before they are shown. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { fieldOf, type Node } from '../../api/pages/forms/schema.ts';
import { schemaOf } from '../../api/intake/procedures.ts';
import type { Sql } from '../../db/client.ts';
import { procedures } from '../../domain/procedures.ts';
import { commonForms } from '../../domain/law/common-acts.ts';
import { uniqueHex } from '../setup/unique.ts';

/** Each would make an element, an attribute or an address of its own if it were taken for marks anywhere. `x-evil` is nothing of ours. */
export const scripts: readonly string[] = [
  '<script>window.evil=1</script><x-evil>',
  '"><x-evil onfocus=window.evil=1 autofocus tabindex=1>',
  "'><x-evil onmouseover='window.evil=1'>",
  '</textarea></title></style></option></select><x-evil><img src=x onerror=window.evil=1>',
  '<svg/onload=window.evil=1><x-evil>',
  'javascript:window.evil=1//<x-evil>',
  '&lt;x-evil&gt;&#60;x-evil&#62;<x-evil>',
  '--><x-evil><!--',
  ']]><x-evil>',
  '<iframe srcdoc="<script>parent.evil=1</script>"></iframe><x-evil>',
  '<base href="//evil.example/"><form action="//evil.example"><x-evil>',
  '\u202e<x-evil>\u0000<x-evil>\ud800',
  '{{7*7}}${7*7}<%= 7*7 %><x-evil>',
];

/** A filling of the form with this in every text, and in the place of every address. */
function hostile(given: Node, root: Node, text: string): unknown {
  const field = fieldOf(given, root);
  switch (field.kind) {
    case 'fixed':
      return field.value;
    case 'choice':
      return field.real[0];
    case 'choices':
      return [field.real[0], text];
    case 'yes-no':
      return true;
    case 'number':
      return 1;
    case 'date':
      return '2026-06-01';
    case 'instant':
      return '2026-06-01T00:00:00+08:00';
    case 'group':
      return Object.fromEntries(
        field.parts.map(([name, part]) => [name, hostile(part, root, text)]),
      );
    case 'list':
      return [hostile(field.each, root, text)];
    case 'either':
      return hostile(field.among[0]!, root, text);
    default:
      return text;
  }
}

export interface PlantedAct {
  file: string;
  act: string;
  type: string;
}
const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
/** What no text of the database can hold. */
// oxlint-disable-next-line no-control-regex
const storable = (text: string): string => text.replaceAll(/\u0000|\p{Surrogate}/gu, '');

/** A closed file of each procedure, with an act of each of its forms. */
export async function plantScripts(
  owner: Sql,
  bureau: string,
  unit: string,
  officer: string,
): Promise<PlantedAct[]> {
  const found: PlantedAct[] = [];
  for (const { id: procedure, prefix, forms } of procedures) {
    const file = `${prefix}.${bureau}.2026-${uniqueHex()}`;
    const acts = Object.entries({ ...commonForms, ...forms } as Record<
      string,
      { shape: z.ZodType }
    >).map(([type, { shape }], n) => {
      const schema = schemaOf(shape) as Node;
      const payload = hostile(schema, schema, storable(scripts[n % scripts.length]!));
      return { act: `${file}-${n}`, type, payload };
    });
    const opening = { units: { first: unit, 'supervision-body': unit }, procedure, bureau, file };
    await owner`insert into file (id, procedure, bureau_id, subject_kind, subject_id, opening, opened_at, started_at, inbox_number, judged_number, closed_at, exported_at, outcome, stage, view)
      values (${file}, ${procedure}, ${bureau}, 'x', ${scripts[0]!}, ${owner.json(opening as never)}, now(), now(), ${acts.length}, ${acts.length}, now(), now(), 'done', 'closed',
        ${owner.json({ possible: [], notes: [scripts[0]!, scripts[1]!] })})`;
    for (const [n, { act, type, payload }] of acts.entries())
      await owner`insert into inbox (act_id, file_id, number, type, unit_id, officer_id, message, payload, hash, received_at, arrived_at, key, signalled_at, verdict, settled_at)
        values (${act}, ${file}, ${n + 1}, ${type}, ${unit}, ${officer}, '{}', ${owner.json(payload as never)}, ${hash(act)}, now(), now(), ${act}, now(),
          ${owner.json({ accepted: true, warnings: [scripts[n % 2]!] } as never)}, now())`;
    await owner`insert into history_export (file_id, run_id, history, hash) values (${file}, ${`run-${file}`}, '{"events": []}', ${hash(file)})`;
    found.push(...acts.map(({ act, type }) => ({ file, act, type })));
  }
  return found;
}
