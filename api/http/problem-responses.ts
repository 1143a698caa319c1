/** How the document describes the problems of a route: each set of codes once, by its status, as a component of its own. */
import { createHash } from 'node:crypto';
import { catalogued } from '../../domain/codes.ts';
import { actCodes, type ProblemCode } from '../../domain/law/codes.ts';
import type { Procedure } from '../../domain/law/procedure.ts';
import { procedures } from '../../domain/procedures.ts';
import { examples } from './examples.ts';
import { ofDeprecated, referred, type HeaderName } from './header-table.ts';
import { headersOfProblem } from './headers-said.ts';
import { canShow } from './reads.ts';
import type { AnySpec } from './route.ts';

/** A longer list of codes is named by its hash: the names stand in addresses of the document. */
const LONGEST_NAME = 60;
/** Of one answer: examples, and no list. */
const MOST_EXAMPLES = 3;

/** Of whoever asks with a token. */
const ofCallers: readonly ProblemCode[] = [
  'unauthenticated',
  'unknown-caller',
  'not-authorised',
  'invalid-delegation',
  'system-without-role',
  'officer-removed',
  'not-ready',
];
/** Of whatever is asked of one file. */
const ofFiles: readonly ProblemCode[] = ['not-found', 'other-bureau', 'not-independent'];

/** Of any act: what several procedures say, and what is there already. */
export const ofActs: readonly ProblemCode[] = [
  ...(Object.keys(actCodes) as ProblemCode[]),
  'conflict',
  'duplicate',
];
const all: readonly Procedure[] = procedures;
/** What the acts of a procedure can be refused for beside: what it declares, or another of its instrument, whose codes it may say; and what it borrows. */
export const ofProcedure = ({ instrument, borrows = [] }: Procedure): ProblemCode[] => [
  ...(borrows as ProblemCode[]),
  ...all
    .filter((one) => one.instrument === instrument)
    .flatMap(({ codes = {} }) => Object.keys(codes) as ProblemCode[]),
];
const ofOpening = (type: string): ProblemCode[] => [
  ...ofActs,
  'number-taken',
  ...all.filter(({ opens }) => opens.includes(type)).flatMap(ofProcedure),
];

/** The codes that follow from the form of a route, whatever it does. */
function codesOf(spec: AnySpec): ProblemCode[] {
  const codes = new Set<ProblemCode>(spec.problems);
  codes.add('rate-limited').add('internal').add('bad-input');
  if (spec.auth !== 'public') for (const code of ofCallers) codes.add(code);
  if (spec.query && 'cursor' in spec.query.shape) codes.add('bad-cursor');
  if (spec.opens || spec.operations) codes.add('clock-differs');
  if (spec.opens) for (const code of ofOpening(spec.opens.type)) codes.add(code);
  if (spec.path.startsWith('/v1/files/:')) for (const code of ofFiles) codes.add(code);
  if (canShow(spec)) codes.add('purpose-missing').add('read-log-away');
  if (spec.bodyIsText) codes.add('too-large').add('unsupported-media-type');
  else if (spec.body)
    codes.add('malformed-json').add('too-nested').add('too-large').add('unsupported-media-type');
  return [...codes].sort();
}

function byStatus(spec: AnySpec): Map<number, ProblemCode[]> {
  const found = new Map<number, ProblemCode[]>();
  for (const code of codesOf(spec)) {
    const { status } = catalogued(code);
    found.set(status, [...(found.get(status) ?? []), code]);
  }
  return found;
}

const nameOf = (status: number, codes: readonly ProblemCode[]): string => {
  const all = `${status}.${codes.join('.')}`;
  if (all.length <= LONGEST_NAME) return all;
  return `${status}.${createHash('sha256').update(all).digest('hex').slice(0, 12)}`;
};
interface Answered {
  name: string;
  status: number;
  codes: readonly ProblemCode[];
  headers: readonly HeaderName[];
  page: boolean;
}
/** What a route refuses with: routes of one form and the same codes share a component. */
const answeredBy = (spec: AnySpec): Answered[] =>
  [...byStatus(spec)].map(([status, codes]) => {
    const headers = headersOfProblem(spec, status, codes);
    const page = codes.some((code) => spec.pages?.includes(code));
    const name = [
      nameOf(status, codes),
      ...(headers.includes('Location') ? ['act'] : []),
      ...(page ? ['page'] : []),
      ...(spec.deprecated ? ['deprecated'] : []),
    ].join('.');
    return { name, status, codes, headers, page };
  });
const otherwise = ({ deprecated }: AnySpec): string =>
  deprecated ? 'problem.deprecated' : 'problem';

const referTo = (name: string) => ({ $ref: `#/components/responses/${name}` });

/** The problems of a route by status, and whatever else a server may answer. */
export const failures = (spec: AnySpec): Record<string, { $ref: string }> => ({
  ...Object.fromEntries(answeredBy(spec).map(({ status, name }) => [status, referTo(name)])),
  default: referTo(otherwise(spec)),
});

/** The components that `failures` refers to. */
export const problemComponents = (specs: readonly AnySpec[]): Map<string, Described> =>
  new Map([
    ...specs.map((spec): [string, Described] => [
      otherwise(spec),
      {
        description: '其他问题 Any other problem of /problems',
        content: content(problem),
        ...(spec.deprecated && referred(ofDeprecated)),
      },
    ]),
    ...specs.flatMap((spec) =>
      answeredBy(spec).map(({ name, codes, headers, page }): [string, Described] => [
        name,
        {
          description: codes.map(described).join('; '),
          content: {
            ...content(
              { allOf: [problem, { properties: { code: { enum: codes } } }] },
              shownOf(codes),
            ),
            ...(page && { 'text/html': { schema: { type: 'string' } } }),
          },
          ...referred(headers),
        },
      ]),
    ),
  ]);

const shownOf = (codes: readonly ProblemCode[]): ProblemCode[] =>
  codes.filter((code) => examples().problems[code]).slice(0, MOST_EXAMPLES);

/** The examples that `problemComponents` refers to. */
export const problemExamples = (specs: readonly AnySpec[]): Map<string, { value: unknown }> =>
  new Map(
    specs
      .flatMap((spec) => [...byStatus(spec).values()].flatMap(shownOf))
      .map((code) => [code, { value: examples().problems[code] }]),
  );

// An alias, not an interface: extensions (`x-…`) may stand beside what it names.
type Described = {
  description: string;
  headers?: Record<string, { $ref: string }>;
  content: Record<string, { schema: object; examples?: Record<string, { $ref: string }> }>;
};
const problem = { $ref: '#/components/schemas/Problem' };
const content = (schema: object, codes: readonly ProblemCode[] = []): Described['content'] => ({
  'application/problem+json': {
    schema,
    ...(codes.length > 0 && {
      examples: Object.fromEntries(
        codes.map((code) => [code, { $ref: `#/components/examples/${code}` }]),
      ),
    }),
  },
});
const described = (code: ProblemCode): string => {
  const { title } = catalogued(code);
  return `\`${code}\` ${title.zh} ${title.en}`;
};
