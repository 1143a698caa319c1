/** 叶文 The texts of leaves as they follow from what a dossier opens, each by its kind and reference as `proof/log.json` names it. */
import { bindingOf, boundFields } from '../proof/binding.ts';
import { fromHex } from '../proof/bytes.ts';
import { earlierActText, earlierOpeningText, leafText } from '../proof/leaves.ts';
import type { Life, LifeAct, LifeBound, LifeChange } from './life-shape.ts';

/** The binding that shown content gives; that of withheld content is believed, as its leaf is checked with it. */
export const boundTo = ({ fields, salt, binding }: LifeBound): string =>
  fields === null || salt === null ? binding : boundFields(fields, fromHex(salt)!);

export function openingText({ file, opening }: Life): string {
  const { opening: content, units: _units, about: _about, edition, place, ...rest } = opening;
  const leaf = { ...rest, file, place: place ?? 0, opening: boundTo(content) };
  return edition === undefined ? earlierOpeningText(leaf) : leafText('opening', leaf);
}

export function actText({ file }: Life, act: LifeAct): string {
  const { message, messageSalt, verdict: _verdict, payload, ...rest } = act;
  const leaf = { ...rest, file, payload: boundTo(payload) };
  if (messageSalt === null) return earlierActText({ ...leaf, message: '' });
  return leafText('act', { ...leaf, message: boundFields(message, fromHex(messageSalt)!) });
}

export function verdictText({ file }: Life, { number, act, verdict }: LifeAct): string | undefined {
  if (!verdict) return undefined;
  const { accepted, content, settledAt } = verdict;
  return leafText('verdict', { file, number, act, accepted, verdict: boundTo(content), settledAt });
}

/** Nothing where the content is not of the form of a binding. */
export function changeText({ ref: _ref, change, ...rest }: LifeChange): string | undefined {
  const binding = bindingOf(change);
  return binding === undefined ? undefined : leafText('change', { ...rest, change: binding });
}
