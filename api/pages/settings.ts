/** 登录设置 How people sign in to the pages: by the identity provider, or in the embedded mode by a page of its own issuer. Anything between the two is refused at the start. */
import { readFile } from 'node:fs/promises';
import type { Settings } from '../../settings.ts';
import { providerOf, type Provider } from './provider.ts';

/** Of the embedded mode (tools/engine/details.ts): its key lies in the data folder. */
const developmentIssuer = 'urn:duban:development';

/** `sample`: whoever is registered here is offered by name, without any proof. `none`: nobody can sign in to the pages. */
export type SignIn = { kind: 'sample' } | { kind: 'none' } | { kind: 'provider'; by: Provider };

/** Where people reach the pages; in the embedded mode at the very address where the API listens. */
export const homeOf = (settings: Settings): string | undefined => {
  const { API_PUBLIC_URL: url, API_HOST: host, API_PORT: port } = settings;
  if (url) return new URL(url).origin;
  return settings.DESK_SAMPLE_SIGN_IN ? `http://${host}:${port}` : undefined;
};

export async function signInOf(settings: Settings): Promise<SignIn> {
  const { DESK_CLIENT_ID: clientId, DESK_SAMPLE_SIGN_IN: sample } = settings;
  if (sample) {
    refuseSample(settings);
    return { kind: 'sample' };
  }
  if (!clientId) return { kind: 'none' };
  const { OIDC_ISSUER: issuer, API_PUBLIC_URL: home } = settings;
  if (!issuer || !URL.canParse(issuer) || !/^https?:/.test(issuer))
    throw new Error('settings: DESK_CLIENT_ID: OIDC_ISSUER has to be the address of the provider');
  if (!home) throw new Error('settings: DESK_CLIENT_ID: API_PUBLIC_URL is where it leads back to');
  return {
    kind: 'provider',
    by: providerOf({
      issuer,
      clientId,
      clientSecret: await secretOf(settings),
      home: new URL(home).origin,
    }),
  };
}

/** Nobody but the embedded mode may let people in by their mere name. */
function refuseSample({ OIDC_ISSUER, API_HOST, DESK_CLIENT_ID, API_PUBLIC_URL }: Settings): void {
  const alone =
    OIDC_ISSUER === developmentIssuer && ['127.0.0.1', '::1', 'localhost'].includes(API_HOST);
  if (alone && !DESK_CLIENT_ID && !API_PUBLIC_URL && process.env['NODE_ENV'] !== 'production')
    return;
  throw new Error(
    'settings: DESK_SAMPLE_SIGN_IN: only in the embedded mode, on this machine alone (npm start)',
  );
}

async function secretOf(settings: Settings): Promise<string> {
  const { DESK_CLIENT_SECRET: secret, DESK_CLIENT_SECRET_FILE: file } = settings;
  const found = secret ?? (file && (await readFile(file, 'utf8')).trim());
  if (found) return found;
  throw new Error('settings: DESK_CLIENT_ID: DESK_CLIENT_SECRET or DESK_CLIENT_SECRET_FILE');
}
