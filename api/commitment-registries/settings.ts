/** 管理设定 The management settings of a bureau. What is not valid (written past the registry) counts as absent, and the file says so. */
import type { BureauRow } from '../../db/queries/subjects.ts';
import {
  defaultCommitmentSettings,
  type CommitmentSettings,
} from '../../domain/commitment-case/settings.ts';
import { settingsRead } from '../../domain/registry/settings-read.ts';
import { commitmentSettings } from '../../domain/commitment-case/settings-form.ts';

/** `invalid`: what the file is told where the settings are not valid and the defaults count. */
export function settingsTold<S extends object>(
  { settings, valid }: { settings: S; valid: boolean },
  procedure: string,
): { settings: S; invalid: string[] } {
  const told = `本局${procedure}的管理设定无效，按默认值办理。The bureau's settings are not valid; the defaults count.`;
  return { settings, invalid: valid ? [] : [told] };
}

/** For what is done on commitment; every procedure of the measures reads the same ones. */
export const commitmentSettingsRead = (bureau: BureauRow) =>
  settingsTold(
    settingsRead<CommitmentSettings>(
      bureau.settings['commitment'],
      commitmentSettings,
      defaultCommitmentSettings,
    ),
    '承诺制事项',
  );
export const settingsOf = (bureau: BureauRow): CommitmentSettings =>
  commitmentSettingsRead(bureau).settings;
