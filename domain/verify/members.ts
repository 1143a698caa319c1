/** 成员 The members of a dossier, read: their sums, both ways, and their shapes. */
import { lifeShape, type Life } from '../dossier/life-shape.ts';
import {
  logProofShape,
  proofShape,
  type DossierLog,
  type DossierProof,
} from '../dossier/proof-shape.ts';
import { dossierShape, type Dossier } from '../dossier/shapes.ts';
import { fromUtf8, hex } from '../proof/bytes.ts';
import { canonicalJson } from '../proof/canonical.ts';
import { sha256 } from '../proof/hashing.ts';
import { proving, type Finding } from './findings.ts';

export type Members = ReadonlyMap<string, Uint8Array>;

/** A dossier as it was read. */
export interface Read {
  members: Members;
  dossier: Dossier;
  register: DossierProof;
  life: Life;
  log: DossierLog | undefined;
  checkpoint: string | undefined;
}

const SUMS = 'SHA256SUMS';
const always = [
  'README.txt',
  'dossier.json',
  '案卷.html',
  '案卷.docx',
  'proof/register.json',
  'proof/life.json',
  'verify.mjs',
  SUMS,
];
const log = ['proof/log.json', 'proof/checkpoint.txt'];
const history = /^history\/\d{3,6}-[0-9a-f-]{36}\.json$/;

/** A name that no dossier has is not written anywhere, and no dossier has it. */
export const isMember = (name: string): boolean =>
  always.includes(name) || log.includes(name) || history.test(name);

export const hashOf = (bytes: Uint8Array): string => hex(sha256(bytes));

/** Each member is named once with its hash, and nothing else is. */
export function sums(members: Members): Finding {
  const wrong = [
    ...[...members.keys()].filter((name) => !isMember(name)),
    ...always.filter((name) => !members.has(name)),
    ...(members.has(log[0]!) === members.has(log[1]!) ? [] : log),
  ];
  const text = fromUtf8(members.get(SUMS) ?? new Uint8Array()) ?? '';
  const named = new Map<string, string>();
  for (const line of text.split('\n').slice(0, -1)) {
    const [, hash, name] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? [];
    if (!hash || !name || named.has(name)) wrong.push(`${SUMS}: ${line}`);
    else named.set(name, hash);
  }
  if (!text.endsWith('\n')) wrong.push(SUMS);
  for (const [name, bytes] of members)
    if (name !== SUMS && named.get(name) !== hashOf(bytes)) wrong.push(name);
  for (const name of named.keys()) if (!members.has(name) || name === SUMS) wrong.push(name);
  return proving('members', [...new Set(wrong)], {
    holds: {
      zh: '各文件与 SHA256SUMS 一一相符，没有多余文件。',
      en: 'Every member is named in SHA256SUMS with its hash, and nothing else is there.',
    },
    fails: {
      zh: '文件与 SHA256SUMS 不符，或者有缺少、多余的文件。',
      en: 'A member is not what SHA256SUMS says, is missing, or does not belong here.',
    },
  });
}

interface Shape<T> {
  safeParse: (value: unknown) => {
    data?: T;
    error?: { issues: readonly { path: readonly PropertyKey[] }[] };
  };
}

/** Strictly: no field more or less, written as RFC 8785 writes it, so that one value has one text. */
function parsed<T>(
  members: Members,
  name: string,
  shape: Shape<T>,
  wrong: string[],
): T | undefined {
  const text = fromUtf8(members.get(name) ?? new Uint8Array());
  try {
    // A shape looks past this one name, so no dossier has it.
    const value: unknown = JSON.parse(text ?? '', (name, one: unknown) => {
      if (name === '__proto__') throw new Error(name);
      return one;
    });
    const { data, error } = shape.safeParse(value);
    if (error) wrong.push(`${name}: ${error.issues.map(({ path }) => path.join('.')).join(', ')}`);
    else if (canonicalJson(value) !== text) wrong.push(`${name}: RFC 8785`);
    else return data;
  } catch {
    wrong.push(name);
  }
  return undefined;
}

export function shapes(members: Members): { finding: Finding; read: Read | undefined } {
  const wrong: string[] = [];
  const dossier = parsed(members, 'dossier.json', dossierShape, wrong);
  const register = parsed(members, 'proof/register.json', proofShape, wrong);
  const life = parsed(members, 'proof/life.json', lifeShape, wrong);
  const logged = members.has(log[0]!);
  const found = logged ? parsed(members, log[0]!, logProofShape, wrong) : undefined;
  const checkpoint = logged ? fromUtf8(members.get(log[1]!)!) : undefined;
  if (logged && checkpoint === undefined) wrong.push(log[1]!);
  const finding = proving('shapes', wrong, {
    holds: {
      zh: '各 JSON 文件符合格式，书写唯一（RFC 8785）。',
      en: 'Every JSON member has the form of its edition and its one spelling (RFC 8785).',
    },
    fails: { zh: '有文件不符合格式。', en: 'A member does not have the form of its edition.' },
  });
  return {
    finding,
    read:
      dossier && register && life && wrong.length === 0
        ? { members, dossier, register, life, log: found, checkpoint }
        : undefined,
  };
}
