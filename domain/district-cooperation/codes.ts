/** 市区协同的问题代码 The problem codes that it declares; procedures of the same instrument may say them too. */
import { problem, type CatalogueEntry } from '../law/codes.ts';

export const codes = {
  'outside-area': problem(422, '不在辖区', 'Outside the area of the body'),
  'assignment-by-district': problem(422, '指定办理的机关不符', 'Not assigned by the city body'),
  'with-another-body': problem(409, '另一监督机构已先行办理', 'With another supervision body'),
  'cooperation-unit': problem(422, '不是市区协同的一方', 'Not a side of such cooperation'),
} as const satisfies Record<string, CatalogueEntry>;

type Own = Record<keyof typeof codes, CatalogueEntry>;

declare module '../law/codes.ts' {
  interface ProblemCodes extends Own {}
}
