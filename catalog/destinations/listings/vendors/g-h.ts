import { FOR_AUDIENCES, type VendorListings } from '../listing';

/** Listings of the packaged destinations whose type begins with g to h. */
export const LISTINGS_G_H: VendorListings = {
  'gainsight-px-cloud': {
    name: 'Gainsight PX',
    description: 'Product analytics and in-app guides for customer success.',
    categories: ['Analytics', 'Customer Success'],
    website: 'https://www.gainsight.com/product-experience/',
    keyHelp: 'In Gainsight PX, under Administration, REST API.',
    regions: 'Choose the data centre of your Gainsight PX subscription: North America, Europe or US2.',
    aliases: ['Aptrinsic'],
  },
  gameball: {
    name: 'Gameball',
    description: 'Loyalty and gamification: players, their events and orders.',
    categories: ['Referrals', 'Customer Success'],
    website: 'https://www.gameball.co',
    keyHelp: 'In Gameball, under Settings, Account Integration: API key and secret key.',
  },
  'gleap-cloud-actions': {
    name: 'Gleap',
    description: 'Support, feedback and bug reports in your product: contacts and events.',
    categories: ['Customer Success', 'Livechat', 'Surveys'],
    website: 'https://www.gleap.io',
    keyHelp: 'In Gleap, under Project settings, Security: the secret API token.',
  },
  'google-analytics-4': {
    name: 'Google Analytics 4',
    description: 'Sends events to Google Analytics 4 from the server, over the Measurement Protocol.',
    categories: ['Analytics'],
    website: 'https://marketingplatform.google.com/about/analytics/',
    keyHelp:
      'In Google Analytics, under Admin, Data streams, your stream: the measurement ID (G-…), and an API secret under Measurement Protocol API secrets. An app has a Firebase app ID in place of the measurement ID: Firebase console, Project settings, Your apps.',
    aliases: ['GA4'],
    note: 'The Measurement Protocol answers 2xx whatever it is sent: a delivered event is not proof that Google counted it.',
  },
  'google-analytics-4-web': {
    name: 'Google Analytics 4 Web',
    description: 'Loads gtag.js in the browser and sends events to Google Analytics 4.',
    categories: ['Analytics'],
    website: 'https://marketingplatform.google.com/about/analytics/',
    keyHelp: 'In Google Analytics, under Admin, Data streams: the measurement ID, which begins with G-.',
    aliases: ['GA4', 'gtag'],
  },
  'google-campaign-manager-360': {
    name: 'Google Campaign Manager 360',
    description: 'Uploads and adjusts Floodlight conversions.',
    categories: ['Advertising', 'Attribution'],
    website: 'https://marketingplatform.google.com/about/campaign-manager-360/',
    keyHelp: 'Connect your Google account; the profile ID is that of a Campaign Manager user.',
    aliases: ['DoubleClick', 'CM360'],
  },
  'google-data-manager': {
    name: 'Google Data Manager',
    description: "Adds people to and removes them from audiences of Google's advertising products.",
    categories: ['Advertising'],
    website: 'https://developers.google.com/data-manager',
    note: FOR_AUDIENCES,
  },
  'google-enhanced-conversions': {
    name: 'Google Ads Conversions',
    description: 'Uploads click, call and adjusted conversions to Google Ads, and keeps customer match lists.',
    categories: ['Advertising', 'Attribution'],
    website: 'https://ads.google.com',
    keyHelp:
      'Connect your Google account. The customer ID is at the top of Google Ads; the developer token is in the API Center of a manager account; one of test level works with test accounts only. The conversion ID, AW-…, stands in the tag of the conversion action and is only for the legacy action.',
    note: 'The package was written for version 21 of the Google Ads API, which Google announced to end on 5 August 2026. The version is a setting here and starts with v23; nobody has tried the requests with it.',
    aliases: ['Google Enhanced Conversions', 'Google Adwords', 'AdWords'],
  },
  'google-sheets': {
    name: 'Google Sheets',
    description: 'Adds and updates rows of a Google spreadsheet.',
    categories: ['Raw Data'],
    website: 'https://workspace.google.com/products/sheets/',
    keyHelp:
      'Connect a Google account that may edit the spreadsheet. Its ID is the long part of its address between /d/ and /edit.',
    note: 'Made for rows of a warehouse: its own triggers expect events named new or updated.',
  },
  'google-sheets-dev': {
    name: 'Google Sheets (development)',
    description: 'The development version of the Google Sheets destination.',
    categories: ['Raw Data'],
    website: 'https://workspace.google.com/products/sheets/',
  },
  'heap-cloud': {
    name: 'Heap',
    description: 'Digital insights: sends events and user properties beside what Heap captures itself.',
    categories: ['Analytics'],
    website: 'https://www.heap.io',
    keyHelp: 'In Heap, under Account, Manage, Projects: the app ID.',
    regions: 'Choose US or EU, as your Heap project has it.',
  },
  'heap-web': {
    name: 'Heap Web',
    description: 'Loads Heap in the browser, which captures what people do, and identifies them.',
    categories: ['Analytics', 'Heatmaps & Recordings'],
    website: 'https://www.heap.io',
    keyHelp: 'In Heap, under Account, Manage, Projects: the app ID.',
  },
  hilo: {
    name: 'Hilo',
    description: 'Contacts, accounts and their events for revenue and success teams.',
    categories: ['Customer Success', 'Analytics'],
    website: 'https://hilohq.com',
    keyHelp: 'On the integration page of Hilo.',
  },
  'hubspot-cloud': {
    name: 'HubSpot',
    description:
      'CRM and marketing: creates and updates contacts, companies and other records, and sends custom events.',
    categories: ['CRM', 'Marketing Automation', 'Email Marketing'],
    website: 'https://www.hubspot.com',
    keyHelp:
      'Connect your HubSpot account. The Hub ID, which only custom events need, is in the account menu at the top right; custom events need an Enterprise subscription.',
  },
  'hubspot-web': {
    name: 'HubSpot Web',
    description: "Loads HubSpot's tracking code in the browser: page views, visitors and custom events.",
    categories: ['CRM', 'Marketing Automation', 'Email Marketing', 'Analytics'],
    website: 'https://www.hubspot.com',
    keyHelp: 'The Hub ID is in the account menu of HubSpot.',
    regions: 'Switch on the European data centre if your HubSpot account is hosted there.',
  },
  hyperengage: {
    name: 'Hyperengage',
    description: 'Shows product usage and signals of accounts to customer success and sales.',
    categories: ['Customer Success', 'Analytics'],
    website: 'https://hyperengage.io',
    keyHelp: 'In Hyperengage, on the integration settings page.',
  },
};
