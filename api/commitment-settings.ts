/** 管理设定 The bureau's management settings for what is done on commitment. What is not valid (written past the registry) counts as absent. */
import type { BureauRow } from '../db/queries/files.ts';
import {
  defaultCommitmentSettings,
  type CommitmentSettings,
} from '../domain/commitment/settings.ts';
import { commitmentSettings } from '../domain/registry/settings.ts';

export function settingsOf(bureau: BureauRow): CommitmentSettings {
  const read = commitmentSettings.safeParse(bureau.settings['commitment'] ?? {});
  return { ...defaultCommitmentSettings, ...(read.success && read.data) };
}
