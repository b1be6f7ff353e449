import { FOR_AUDIENCES, type VendorListings } from '../listing';

/** Listings of the packaged destinations whose type begins with v to z. */
export const LISTINGS_V_Z: VendorListings = {
  'vibe-audience': {
    name: 'Vibe Audience',
    description: 'Keeps Vibe streaming TV audiences in step with audiences.',
    categories: ['Advertising'],
    website: 'https://www.vibe.co',
    note: FOR_AUDIENCES,
  },
  voiceops: {
    name: 'VoiceOps',
    description: 'Coaching from call recordings: sends completed calls.',
    categories: ['Customer Success'],
    website: 'https://voiceops.com',
  },
  'voucherify-actions': {
    name: 'Voucherify',
    description: 'Promotions, coupons and loyalty: customers and their events.',
    categories: ['Referrals', 'Personalization'],
    website: 'https://www.voucherify.io',
    keyHelp: 'In Voucherify, under Project Settings: application ID and secret key.',
    regions: 'Give the API endpoint shown in Project Settings if yours is not the default cluster.',
  },
  voyage: {
    name: 'Voyage',
    description: 'Text message marketing for shops: sends events that start messages.',
    categories: ['SMS & Push Notifications'],
    website: 'https://www.voyagesms.com',
  },
  'vwo-cloud': {
    name: 'VWO',
    description: 'Experiments: sends events and visitor attributes from the server.',
    categories: ['A/B Testing', 'Heatmaps & Recordings'],
    website: 'https://vwo.com',
    keyHelp:
      'The account ID stands in the address and in the menu of VWO; the SDK key is needed for VWO FullStack only.',
    regions: 'Choose US, Europe or Asia, as your VWO account has it.',
    aliases: ['Visual Website Optimizer', 'Wingify'],
  },
  'vwo-web': {
    name: 'VWO Web',
    description: 'Loads VWO in the browser: experiments, and the events they are measured by.',
    categories: ['A/B Testing', 'Heatmaps & Recordings'],
    website: 'https://vwo.com',
    keyHelp: 'The account ID stands in the address and in the menu of VWO.',
    aliases: ['Visual Website Optimizer', 'Wingify'],
  },
  'webhook-audiences': {
    name: 'Webhook Audiences',
    description: 'Creates audiences at an HTTP endpoint of yours and sends it their members.',
    categories: ['Raw Data'],
    website: 'https://segment.com/docs/connections/destinations/catalog/actions-webhook-audiences/',
    note: FOR_AUDIENCES,
  },
  'webhook-extensible': {
    name: 'Extensible Webhook',
    description:
      'Sends a request of your making to an HTTP endpoint, with signature and bearer token or OAuth as the endpoint wants it.',
    categories: ['Raw Data'],
    website: 'https://segment.com/docs/connections/destinations/catalog/actions-webhook-extensible/',
  },
  'wisepops-web': {
    name: 'Wisepops',
    description: 'Loads Wisepops in the browser: popups and notifications, aimed by events and properties.',
    categories: ['Personalization', 'Email Marketing'],
    website: 'https://wisepops.com',
    keyHelp: 'In Wisepops, on the setup page: the website identifier.',
  },
  xtremepush: {
    name: 'Xtremepush',
    description: 'Messages across push, email and SMS: users and events.',
    categories: ['SMS & Push Notifications', 'Email Marketing', 'Marketing Automation'],
    website: 'https://www.xtremepush.com',
    keyHelp: 'In Xtremepush, under Settings, API Tokens.',
    regions: 'The URL names the region of your Xtremepush account.',
  },
  'yahoo-audiences': {
    name: 'Yahoo Audiences',
    description: "Keeps audiences of Yahoo's advertising platform in step with audiences.",
    categories: ['Advertising'],
    website: 'https://www.adtech.yahooinc.com',
    note: FOR_AUDIENCES,
  },
  yonoma: {
    name: 'Yonoma',
    description: 'Email marketing: contacts, page visits and events.',
    categories: ['Email Marketing', 'Marketing Automation'],
    website: 'https://yonoma.io',
  },
  'yotpo-actions': {
    name: 'Yotpo',
    description: 'Reviews, loyalty and messages for shops: customers and events.',
    categories: ['Email Marketing', 'SMS & Push Notifications', 'Referrals'],
    website: 'https://www.yotpo.com',
    keyHelp: 'In Yotpo, under Settings: the store ID; then connect your account.',
  },
  'youappi-audience': {
    name: 'YouAppi Audiences',
    description: 'Keeps YouAppi audiences for app marketing in step with audiences.',
    categories: ['Advertising'],
    website: 'https://youappi.com',
    note: FOR_AUDIENCES,
  },
  zapier: {
    name: 'Zapier',
    description: 'Starts a Zap with the events you choose.',
    categories: ['Raw Data'],
    website: 'https://zapier.com',
    keyHelp: 'Zapier shows the webhook URL when a Zap begins with Webhooks by Zapier; enter it in the mapping.',
  },
};
