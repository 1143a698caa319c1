/** 指标体系 TJ51-6.1: an indicator as it is registered, and what of it is refused. Its numbers are the bureau's; none stands in the code. */
import { z } from 'zod';
import { document, instantText, line } from '../law/shapes.ts';
import { refusing } from '../law/refuse.ts';
import type { Refusal } from '../law/refusal.ts';
import { cuts, type SubjectKind } from '../rapid-response/terms.ts';
import { formatInstant, parseInstant } from '../time/civil-date.ts';
import type { Instant } from '../time/instant.ts';

export const indicatorId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, {
    error: '指标编号：1–40 位小写字母、数字或 - | An indicator: 1–40 of a–z, 0–9, -',
  })
  .meta({ examples: ['daily-cards'] });
export const measured = z
  .number()
  .min(-1e12)
  .max(1e12)
  .meta({ description: '数值 As the unit of the indicator says' });

/** What PUT /v1/indicators/{id}/versions/{version} takes. */
export const indicatorShape = z.strictObject({
  title: line(100),
  unit: line(40).meta({ description: '计量单位 Unit of the value', examples: ['人次/日'] }),
  warnAt: measured.meta({ description: '预警值：达到即警示 At or above it a touch warns' }),
  trip: z
    .strictObject({
      at: measured.meta({ description: '熔断值，不低于预警值 At or above it a touch counts' }),
      touches: z.int().min(1).max(1000),
      withinMinutes: z.int().min(1).max(527_040),
    })
    .meta({
      description: '持续触碰 So many touches within a sliding window, after a delivered warning',
    }),
  agreementClause: line(40).meta({ description: '协议条款 The clause it rests on' }),
  cut: z.enum(cuts).meta({ description: '切断：联网结算、资格 What is cut' }),
  subjects: z
    .array(z.enum(['institution', 'practitioner']))
    .min(1)
    .max(2)
    .refine((all) => new Set(all).size === all.length, { error: '不得重复 | No duplicates' }),
  validFrom: instantText
    .nullable()
    .meta({ description: '不填的，自批准生效之时 null: from the moment it is adopted' }),
  validUntil: instantText.nullable(),
  adopted: z
    .strictObject({ by: line(100), document })
    .meta({ description: '由谁通过 Who adopted it' }),
});
export type IndicatorPayload = z.output<typeof indicatorShape>;

/** A version as it stands, or as it is to be. */
export interface Version extends Omit<IndicatorPayload, 'validFrom' | 'validUntil'> {
  id: string;
  version: number;
  validFrom: Instant | null;
  validUntil: Instant | null;
}

export const versionOf = (id: string, version: number, p: IndicatorPayload): Version => ({
  ...p,
  id,
  version,
  validFrom: p.validFrom === null ? null : parseInstant(p.validFrom)!,
  validUntil: p.validUntil === null ? null : parseInstant(p.validUntil)!,
});

/** `stands`: this version as it is registered. `others`: the other versions of the indicator. `clauses`: what agreements of its subjects have under the clause. */
export interface Registering {
  now: Instant;
  stands: Version | undefined;
  others: readonly Version[];
  clauses: readonly { subject: SubjectKind; covers: readonly string[] }[];
}

const CLAUSE = 'TJ51-6.1';
const refuse = refusing(CLAUSE);

/** May this version be registered? Pure; what agreements say comes in. */
export const refuseVersion = (v: Version, r: Registering): Refusal | undefined =>
  refuseThresholds(v) ??
  refuseCut(v) ??
  refuseClause(v, r) ??
  refuseTime(v, r) ??
  refuseOverlap(v, r);

const refuseThresholds = ({ warnAt, trip }: Version): Refusal | undefined =>
  trip.at < warnAt
    ? refuse(
        'trip-below-warning',
        `熔断值（${trip.at}）低于预警值（${warnAt}）。`,
        `The trip threshold (${trip.at}) is below the warning threshold (${warnAt}).`,
        '熔断值不得低于预警值。',
        'Trip at or above the warning threshold.',
      )
    : undefined;

/** An online settlement is an institution's; a practitioner has a qualification. */
const refuseCut = ({ cut, subjects }: Version): Refusal | undefined =>
  cut === 'settlement' && subjects.includes('practitioner')
    ? refuse(
        'cut-not-for-subject',
        '医师、药师没有联网结算。',
        'A practitioner has no online settlement to cut.',
        '对医师、药师切断资格（qualification），或者另立指标。',
        'Cut the qualification of practitioners, or register another indicator.',
      )
    : undefined;

function refuseClause({ agreementClause, subjects }: Version, { clauses }: Registering) {
  const missing = subjects.find((kind) => !clauses.some(({ subject }) => subject === kind));
  if (missing)
    return refuse(
      'clause-unknown',
      `登记的协议中没有条款 ${agreementClause}（${missing}）。`,
      `No registered agreement of a ${missing} has the clause ${agreementClause}.`,
      '引用协议中有的条款。',
      'Cite a clause that agreements have.',
    );
  return clauses.some(({ covers }) => covers.some((one) => carries.includes(one)))
    ? undefined
    : refuse(
        'clause-not-covering',
        `条款 ${agreementClause} 不涉及暂停或者涉嫌违规。`,
        `The clause ${agreementClause} covers neither suspension nor suspected violations.`,
        '引用约定了暂停的条款。',
        'Cite a clause that provides for suspension.',
      );
}
/** What a clause must cover for the letter of a trip, which alleges a suspected violation. */
const carries = ['suspension', 'suspected-violation'];

/** A version begins no earlier than it is adopted; once it is in force only its end may still be set. */
function refuseTime(v: Version, { now, stands }: Registering): Refusal | undefined {
  const inForce = stands !== undefined && stands.validFrom !== null && stands.validFrom <= now;
  if (v.validUntil !== null && v.validUntil <= (v.validFrom ?? now))
    return refuse(
      'date-not-later',
      '结束时间须晚于生效时间，也不得早于现在。',
      'It ends after it begins, and not before now.',
      '写明以后的时间。',
      'Give a later time.',
    );
  if (!inForce)
    return v.validFrom !== null && v.validFrom < now
      ? refuse(
          'indicator-retroactive',
          `生效时间（${formatInstant(v.validFrom)}）早于批准。`,
          `It would be in force since ${formatInstant(v.validFrom)}, before it is adopted.`,
          '写明以后的时间；不填的，自批准生效之时。',
          'Give a later time, or null: from the moment it is adopted.',
        )
      : undefined;
  const ended = stands.validUntil !== null && stands.validUntil <= now;
  const shortens = v.validUntil === null || v.validUntil >= now;
  return !ended && shortens && sameButForItsEnd(stands, v)
    ? undefined
    : refuse(
        'indicator-in-use',
        '该版本已经生效，不得更改；只能写明其结束时间。',
        'The version has been in force: it does not change; only its end may be set.',
        '结束该版本，登记新的版本。',
        'End this version, and register a new one.',
      );
}

const sameButForItsEnd = (a: Version, b: Version): boolean =>
  JSON.stringify(bare(a)) === JSON.stringify(bare({ ...b, validFrom: b.validFrom ?? a.validFrom }));
const bare = ({
  title,
  unit,
  warnAt,
  trip,
  agreementClause,
  cut,
  subjects,
  validFrom,
  adopted,
}: Version) => [
  title,
  unit,
  warnAt,
  trip.at,
  trip.touches,
  trip.withinMinutes,
  agreementClause,
  cut,
  subjects.toSorted(),
  validFrom,
  adopted.by,
  adopted.document.sha256,
];

function refuseOverlap(v: Version, { others, stands, now }: Registering): Refusal | undefined {
  const from = v.validFrom ?? stands?.validFrom ?? now;
  const clash = others.find(
    (o) => (o.validUntil ?? Infinity) > from && (v.validUntil ?? Infinity) > (o.validFrom ?? now),
  );
  return clash
    ? refuse(
        'indicator-overlap',
        `与第 ${clash.version} 版的有效期重叠。`,
        `It overlaps with version ${clash.version}.`,
        '先写明该版本的结束时间。',
        'Set the end of that version first.',
      )
    : undefined;
}
