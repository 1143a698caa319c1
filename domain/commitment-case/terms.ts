/** 承诺制事项的用语 The words of TJ84 that everything about commitment shares. */

/** TJ84-2  证明事项告知承诺制, 一制三化信用承诺制. There is no third. */
export const commitmentTypes = ['certification', 'credit'] as const;
export type CommitmentType = (typeof commitmentTypes)[number];
export const commitmentTypeLabels: Readonly<Record<CommitmentType, string>> = {
  certification: '证明事项告知承诺制',
  credit: '一制三化信用承诺制',
};

/** TJ84-11  Licences on which a result may depend. */
export const licenceKinds = [
  'business-licence',
  'medical-institution-licence',
  'drug-business-licence',
  'medical-device-licence',
] as const;
export type LicenceKind = (typeof licenceKinds)[number];
export const licenceLabels: Readonly<Record<LicenceKind, string>> = {
  'business-licence': '营业执照',
  'medical-institution-licence': '医疗机构执业许可证',
  'drug-business-licence': '药品经营许可证',
  'medical-device-licence': '医疗器械经营许可证',
};

/** 审管联动 has two sides, each with its own coordinator (TJ84-15.0). */
export const sides = ['accepting', 'supervising'] as const;
export type Side = (typeof sides)[number];
