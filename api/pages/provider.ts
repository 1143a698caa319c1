/** 身份提供方 Who somebody is: the authorisation code of OpenID Connect with PKCE, state and nonce. What they may do is none of its business. */
import * as oidc from 'openid-client';
import { madeOf } from './secrets.ts';

export interface Provider {
  /** Where the browser signs in; `secret` is what only this browser holds. */
  begin(secret: string): Promise<URL>;
  /** The subject of the ID token that the code brings. `query`: with which the browser came back. */
  finish(secret: string, query: string): Promise<string>;
  /** Where the provider's own session is ended, if it says where. */
  leave(): Promise<URL | undefined>;
}

interface ProviderSettings {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** Without a path: `https://duban.example.gov.cn`. */
  home: string;
}

const isHere = ({ protocol, hostname }: URL): boolean =>
  protocol === 'http:' && ['127.0.0.1', '[::1]', 'localhost'].includes(hostname);

/** Discovered when it is first needed, and again while it cannot be reached. */
function discovering({ issuer, clientId, clientSecret }: ProviderSettings) {
  const server = new URL(issuer);
  let known: Promise<oidc.Configuration> | undefined;
  // The ID token's signature is checked, although it came over TLS. Without TLS only on this machine.
  const execute = [
    oidc.enableNonRepudiationChecks,
    ...(isHere(server) ? [oidc.allowInsecureRequests] : []),
  ];
  return (): Promise<oidc.Configuration> =>
    (known ??= oidc
      .discovery(server, clientId, clientSecret, undefined, { execute, timeout: 10 })
      .catch((error: unknown) => {
        known = undefined;
        throw error;
      }));
}

export function providerOf(settings: ProviderSettings): Provider {
  const { clientId, home } = settings;
  const redirect = `${home}/desk/sign-in/callback`;
  const discovered = discovering(settings);
  return {
    async begin(secret) {
      return oidc.buildAuthorizationUrl(await discovered(), {
        redirect_uri: redirect,
        scope: 'openid',
        state: madeOf(secret, 'state'),
        nonce: madeOf(secret, 'nonce'),
        code_challenge: await oidc.calculatePKCECodeChallenge(madeOf(secret, 'verifier')),
        code_challenge_method: 'S256',
      });
    },
    async finish(secret, query) {
      const answer = await oidc.authorizationCodeGrant(
        await discovered(),
        new URL(`${redirect}?${query}`),
        {
          expectedState: madeOf(secret, 'state'),
          expectedNonce: madeOf(secret, 'nonce'),
          pkceCodeVerifier: madeOf(secret, 'verifier'),
          idTokenExpected: true,
        },
      );
      return answer.claims()!.sub;
    },
    async leave() {
      const config = await discovered();
      if (!config.serverMetadata().end_session_endpoint) return undefined;
      return oidc.buildEndSessionUrl(config, {
        client_id: clientId,
        post_logout_redirect_uri: `${home}/desk/sign-in`,
      });
    },
  };
}
