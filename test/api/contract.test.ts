/** The document stands before two linters that know nothing of us. What they are told to let pass, and why, stands here. */
import { createConfig, lintFromString } from '@redocly/openapi-core';
import spectralCore, { type RulesetDefinition } from '@stoplight/spectral-core';
import { oas } from '@stoplight/spectral-rulesets';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { close, wholeHarness, type Harness } from './harness.ts';

let h: Harness;
let document: string;
beforeAll(async () => {
  h = await wholeHarness();
  document = JSON.stringify((await h.ask(null, 'get', '/openapi.json')).body);
});
afterAll(() => close(h));

it('redocly finds nothing', { timeout: 120_000 }, async () => {
  const config = await createConfig({
    extends: ['recommended'],
    rules: {
      // The names of the tags say in both languages what they are.
      'tag-description': 'off',
    },
  });
  const found = await lintFromString({ source: document, absoluteRef: 'openapi.json', config });
  expect(
    found.map(({ ruleId, message, location }) => [ruleId, message, location[0]?.pointer]),
  ).toEqual([]);
});

it('spectral finds nothing', { timeout: 120_000 }, async () => {
  const spectral = new spectralCore.Spectral();
  spectral.setRuleset({
    // Its own types want `extends` of every set of rules, and its own set has none.
    extends: [oas as RulesetDefinition],
    rules: {
      // The summaries say in both languages what is done; a description says more only where there is more.
      'operation-description': 'off',
      // Whom to ask is the bureau's to say.
      'info-contact': 'off',
      // It reads patterns without their Unicode, in which JSON Schema has them: redocly, and test/api/examples.test.ts, hold the examples.
      'oas3-valid-media-example': 'off',
    },
  });
  const found = await spectral.run(document);
  expect(found.map(({ code, message, path }) => [code, message, path.join('/')])).toEqual([]);
});
