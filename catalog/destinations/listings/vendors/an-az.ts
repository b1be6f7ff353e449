import type { VendorListings } from '../listing';

/** Listings of the packaged destinations whose type begins with an to az. */
/** The one product of the event; the presets of Angler AI take a list of them, which its action refuses. */
const CART_LINE = {
  id: { '@path': '$.properties.product_id' },
  variantId: { '@path': '$.properties.variant' },
  title: { '@path': '$.properties.name' },
  sku: { '@path': '$.properties.sku' },
  quantity: { '@path': '$.properties.quantity' },
  priceAmount: { '@path': '$.properties.price' },
  type: { '@path': '$.properties.category' },
  vendor: { '@path': '$.properties.vendor' },
  url: { '@path': '$.properties.url' },
  imageSrc: { '@path': '$.properties.image_url' },
};

/** Listings of the types from "an" to "az". */
export const LISTINGS_AN_AZ: VendorListings = {
  'angler-ai': {
    name: 'Angler AI',
    description: 'Predicts the lifetime value of shoppers and makes advertising audiences of it.',
    categories: ['Analytics', 'Advertising'],
    website: 'https://www.getangler.ai',
    presetValues: {
      'Save Event - Checkout Payment Info Submitted': { eventName: 'payment_info_submitted' },
      'Save Event - Product Added To Cart': { cartLine: CART_LINE },
      'Save Event - Product Removed From Cart': { cartLine: CART_LINE },
    },
  },
  antavo: {
    name: 'Antavo',
    description: 'Loyalty programmes: records loyalty events and profile changes of members.',
    categories: ['Customer Success', 'Referrals'],
    website: 'https://antavo.com',
    regions: 'The stack is the one on which your Antavo brand runs.',
  },
  apolloio: {
    name: 'Apollo.io',
    description: 'Sales intelligence and outreach: shows what prospects do.',
    categories: ['CRM', 'Enrichment'],
    website: 'https://www.apollo.io',
    keyHelp: 'In Apollo.io, under Settings, Integrations, API.',
  },
  'app-fit': {
    name: 'AppFit',
    description: 'Analytics for apps: what people do in them and what it leads to.',
    categories: ['Analytics'],
    website: 'https://appfit.io',
    keyHelp: 'The API key of the project in AppFit.',
  },
  appcues: {
    name: 'Appcues',
    description: 'Onboarding flows, announcements and surveys in your product, without code.',
    categories: ['Personalization', 'Customer Success'],
    website: 'https://www.appcues.com',
    keyHelp: 'In Appcues, under Settings: the account ID, and an API key with its secret.',
    regions: 'Choose US or EU, as your Appcues account has it.',
  },
  attentive: {
    name: 'Attentive',
    description: 'Text message and email marketing for shops: subscribers, attributes and events.',
    categories: ['SMS & Push Notifications', 'Email Marketing'],
    website: 'https://www.attentive.com',
    keyHelp: 'In Attentive, under Marketplace: create a private app and copy its API key.',
    aliases: ['Attentive Mobile'],
    presetValues: { 'View Item': { eventType: 'product-view' } },
  },
  attio: {
    name: 'Attio',
    description: 'A CRM shaped by your data: creates and updates people, companies and other records.',
    categories: ['CRM'],
    website: 'https://attio.com',
    keyHelp: 'Connect your Attio workspace; no key is needed.',
  },
  attribution: {
    name: 'Attribution',
    description: 'Multi-touch attribution of marketing: which channels led to which revenue.',
    categories: ['Attribution'],
    website: 'https://www.attributionapp.com',
  },
  avo: {
    name: 'Avo Inspector',
    description:
      'Watches the shape of events and tells where they leave the tracking plan. Only the schema is sent, not the values.',
    categories: ['Analytics'],
    website: 'https://www.avo.app',
    keyHelp: 'In Avo, on the Inspector setup page of the source.',
    aliases: ['Avo'],
  },
  'avo-v2': {
    name: 'Avo Inspector v2',
    description:
      'Watches the shape of events, and with an encryption key also their values, against the tracking plan in Avo.',
    categories: ['Analytics'],
    website: 'https://www.avo.app',
    keyHelp: 'In Avo, on the Inspector setup page of the source.',
  },
  'aws-kinesis': {
    name: 'Amazon Kinesis',
    description: 'Puts events on an Amazon Kinesis data stream.',
    categories: ['Raw Data'],
    website: 'https://aws.amazon.com/kinesis/',
    regions: 'The AWS region is chosen in each mapping.',
    aliases: ['AWS Kinesis'],
    note: 'Signs in to AWS by assuming a role of yours; the process of this server must have credentials of AWS that may do so.',
  },
};
