import type { AnyDefinition } from '../kit/describe-definition';
import { withoutLostFields, withParametersWhole, withTimesInSeconds } from './corrections';
import { sendToSegment } from './segment-itself';
import { withApiVersion } from './with-api-version';
import { withHeaders } from './with-headers';
import { withHookField } from './with-hook-field';
import { withRequest } from './with-request';

type Adapt = (definition: AnyDefinition) => AnyDefinition;

const secret = (label: string, description: string) =>
  ({ label, description, type: 'password', required: true }) as const;
const given = (value: unknown) => (typeof value === 'string' ? value : '');

/** The package writes v21, which Google has ended (August 2026). */
const GOOGLE_ADS_VERSION = {
  written: 'v21',
  standard: 'v23',
  description: 'Of the Google Ads API, for example v23. Google ends each version after about a year.',
};

/** What is changed in a packaged definition, by its folder, because it counts on being run by Segment. */
const ADAPTATIONS: Record<string, Adapt> = {
  // It sends JSON as plain text.
  adjust: (definition) =>
    withHeaders(definition, { settings: {}, headers: () => ({ 'content-type': 'application/json' }) }),
  // It sends the text "undefined" as the options that it has none of.
  amplitude: (definition) => withRequest(definition, withoutLostFields),
  pipedrive: (definition) => withRequest(definition, withParametersWhole),
  'facebook-conversions-api': (definition) =>
    withHeaders(withRequest(definition, withTimesInSeconds), {
      settings: {
        accessToken: secret(
          'Access Token',
          'Made in Meta Events Manager: Data sources, your pixel, Settings, Conversions API, Generate access token.',
        ),
      },
      headers: ({ accessToken }) => ({ authorization: `Bearer ${given(accessToken)}` }),
    }),
  'google-enhanced-conversions': (definition) =>
    withHeaders(withApiVersion(definition, GOOGLE_ADS_VERSION), {
      settings: {
        developerToken: secret('Developer Token', 'In the API Center of your Google Ads manager account.'),
      },
      headers: ({ developerToken }) => ({ 'developer-token': given(developerToken) }),
    }),
  'ms-bing-ads-audiences': (definition) =>
    withHeaders(definition, {
      settings: {
        developerToken: secret('Developer Token', 'In the Microsoft Advertising Developer Portal, under Account.'),
      },
      headers: ({ developerToken }) => ({ DeveloperToken: given(developerToken) }),
    }),
  'amazon-conversions-api': (definition) =>
    withHeaders(definition, {
      settings: {
        amazonClientId: {
          label: 'Client ID',
          description: 'Of the Login with Amazon application that may use the Amazon Ads API.',
          type: 'string',
          required: true,
        },
      },
      headers: ({ amazonClientId }) => ({ 'Amazon-Ads-ClientId': given(amazonClientId) }),
    }),
  'linkedin-conversions': (definition) =>
    withHookField(definition, {
      actions: ['streamConversion'],
      hook: 'onMappingSave',
      key: 'conversionRuleId',
      field: {
        label: 'Conversion Rule ID',
        description: 'Of the conversion in LinkedIn Campaign Manager, made with the Conversions API as its source.',
        type: 'string',
        required: true,
      },
    }),
  'salesforce-marketing-cloud': (definition) =>
    withHookField(definition, {
      actions: ['dataExtensionV2', 'contactDataExtensionV2', 'asyncDataExtension'],
      hook: 'onMappingSave',
      key: 'dataExtensionId',
      field: {
        label: 'Data Extension ID',
        description: 'In Salesforce Marketing Cloud: the data extension that gets the rows.',
        type: 'string',
        required: true,
      },
    }),
  segment: sendToSegment,
  // It sends a form as plain text, which Twilio does not promise to read.
  'twilio-messaging': (definition) =>
    withHeaders(definition, {
      settings: {},
      headers: () => ({ 'content-type': 'application/x-www-form-urlencoded' }),
    }),
};

/** The definition in `directory` of Segment's package, as it runs outside of Segment. */
export function adapt(directory: string, definition: AnyDefinition): AnyDefinition {
  return ADAPTATIONS[directory]?.(definition) ?? definition;
}
