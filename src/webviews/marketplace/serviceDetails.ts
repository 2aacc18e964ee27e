import { createHash } from 'node:crypto';
import * as l10n from '@vscode/l10n';
import { remarkOn } from '../../commands/remark.ts';
import type { Failure } from '../../core/errors/failure.ts';
import { plainText } from '../../core/help/markdownText.ts';
import { offeredPlans, planFacts } from '../../core/help/planFacts.ts';
import {
  capabilitiesInWords,
  configSourceInWords,
  lifecycleInWords,
  supportsInWords,
} from '../../core/help/serviceWords.ts';
import { varName, type AliasReason } from '../../core/model/attachment.ts';
import type { Service } from '../../core/model/plan.ts';
import type { AddonPlatform } from '../../core/platform/addonPlatform.ts';
import type { Seed } from '../../core/ports/chance.ts';
import { tagsOf } from './marketplaceModel.ts';
import type { Outcome, ServiceDetails } from './protocol.ts';

/**
 * All about a service, and what an add-on of it would get on an app, tried without a commit.
 *
 * @param app id of the app; empty for none
 * @throws AddonError `service_not_found`
 */
export async function serviceDetails(
  slug: string,
  app: string,
  platform: AddonPlatform,
): Promise<ServiceDetails> {
  const service = platform.catalog.service(slug);
  return {
    slug: service.slug,
    name: service.name,
    byline: l10n.t('{0}, by {1}', service.slug, service.provider),
    description: service.description,
    lifecycle: plainText(lifecycleInWords(service)),
    tags: tagsOf(service),
    plans: offeredPlans(service).map((plan) => ({
      ...planFacts(plan, service),
      fullName: `${service.slug}:${plan.slug}`,
    })),
    outcome: await outcomeOn(app, service, platform),
    allows: supportsInWords(service).map(plainText),
    mayDo: capabilitiesInWords(service).map(plainText),
    varsKnownFrom: plainText(configSourceInWords(service)),
  };
}

async function outcomeOn(app: string, service: Service, platform: AddonPlatform): Promise<Outcome> {
  if (app === '') {
    return { kind: 'noApp' };
  }
  const plan = `${service.slug}:${service.defaultPlan}`;
  const preview = await platform.preview(
    { type: 'createAddon', app, plan },
    { seed: seedOf(service.slug, app) },
  );
  if (preview.failure !== null) {
    return refusal(preview.failure, service);
  }
  const { alias, reason } = preview.result;
  return {
    kind: 'made',
    alias,
    isExample: reason.step === 'generated',
    reason: reasonText(reason, service),
    configVars: configVarsUnder(alias, service),
  };
}

/** What only waits for a confirmation can be created: the flow of the palette asks for it. */
function refusal(failure: Failure, service: Service): Outcome {
  const { text, blocks } = remarkOn(failure);
  if (blocks || failure.code !== 'confirmation_required' || failure.details.kind !== 'overwrite') {
    return { kind: 'refused', text };
  }
  const { alias } = failure.details;
  return { kind: 'asks', alias, configVars: configVarsUnder(alias, service), text };
}

function configVarsUnder(alias: string, { configSuffixes }: Service): readonly string[] {
  return configSuffixes.map(({ suffix }) => varName(alias, suffix));
}

/** The same for a service on an app each time: an alias with a colour stays, whatever else is changed meanwhile. */
function seedOf(service: string, app: string): Seed {
  return createHash('sha256').update(`${service} ${app}`).digest('hex');
}

function reasonText({ step }: AliasReason, { defaultAlias, slug }: Service): string {
  if (step !== 'generated') {
    return l10n.t('the default alias, which is free there');
  }
  return defaultAlias === null
    ? l10n.t('such as this: made of the name of {0} and a colour', slug)
    : l10n.t('such as this: made of the name of {0} and a colour, as {1} is taken there', slug, defaultAlias);
}
