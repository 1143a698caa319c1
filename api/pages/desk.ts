/** 台面的网页 The pages with everything they need. */
import type { Settings } from '../../settings.ts';
import type { AppDeps } from '../http/app.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { pagesRouter } from './router.ts';
import { cookieJar } from './secrets.ts';
import { signInOf } from './settings.ts';

/** Where the embedded mode lets people in by name there is no TLS either. */
export async function deskOf(
  settings: Settings,
  deps: Pick<ActDeps, 'sql' | 'log' | 'clock'>,
): Promise<NonNullable<AppDeps['pages']>> {
  const signIn = await signInOf(settings);
  const { TEMPORAL_UI_URL: ui, TEMPORAL_NAMESPACE: namespace } = settings;
  const engineUrl = (file: string): string =>
    `${ui}/namespaces/${encodeURIComponent(namespace)}/workflows/${encodeURIComponent(file)}`;
  const jar = cookieJar(signIn.kind !== 'sample');
  return (ask, specs) => pagesRouter({ ...deps, ask, specs, engineUrl, signIn, jar });
}
