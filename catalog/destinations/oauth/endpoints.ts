/** Where a vendor's accounts are connected. */
export interface OAuthEndpoints {
  authorizeUrl: string;
  tokenUrl: string;
  /** As the vendor wants them in the request. */
  scopes: string;
  /** Beside the standard ones, in the address a person is sent to. */
  parameters?: Record<string, string>;
  /** Client id and secret go in an Authorization header instead of the form. */
  basic?: true;
}

const google = (scope: string): OAuthEndpoints => ({
  authorizeUrl: 'https://accounts.google.com/o/oauth2/v2/auth',
  tokenUrl: 'https://oauth2.googleapis.com/token',
  scopes: `https://www.googleapis.com/auth/${scope}`,
  // Without these Google gives a refresh token at the first consent only.
  parameters: { access_type: 'offline', prompt: 'consent' },
});

const linkedin = (scopes: string): OAuthEndpoints => ({
  authorizeUrl: 'https://www.linkedin.com/oauth/v2/authorization',
  tokenUrl: 'https://www.linkedin.com/oauth/v2/accessToken',
  scopes,
});

const salesforce = (scopes: string): OAuthEndpoints => ({
  authorizeUrl: 'https://login.salesforce.com/services/oauth2/authorize',
  tokenUrl: 'https://login.salesforce.com/services/oauth2/token',
  scopes,
});

const snap: OAuthEndpoints = {
  authorizeUrl: 'https://accounts.snapchat.com/login/oauth2/authorize',
  tokenUrl: 'https://accounts.snapchat.com/login/oauth2/access_token',
  scopes: 'snapchat-marketing-api',
};

/**
 * The vendors' addresses, by our type, as their documentation gives them; a workspace may replace each by its own
 * (another data centre, a sandbox). Nobody has tried them all with a live account.
 */
export const OAUTH_ENDPOINTS: Record<string, OAuthEndpoints> = {
  'amazon-conversions-api': {
    authorizeUrl: 'https://www.amazon.com/ap/oa',
    tokenUrl: 'https://api.amazon.com/auth/o2/token',
    scopes: 'advertising::campaign_management',
  },
  attio: { authorizeUrl: 'https://app.attio.com/authorize', tokenUrl: 'https://app.attio.com/oauth/token', scopes: '' },
  'blackbaud-raisers-edge-nxt': {
    authorizeUrl: 'https://oauth2.sky.blackbaud.com/authorization',
    tokenUrl: 'https://oauth2.sky.blackbaud.com/token',
    scopes: '',
  },
  'facebook-custom-audiences': {
    authorizeUrl: 'https://www.facebook.com/v21.0/dialog/oauth',
    tokenUrl: 'https://graph.facebook.com/v21.0/oauth/access_token',
    scopes: 'ads_management',
  },
  'first-party-dv360': google('display-video'),
  'google-campaign-manager-360': google('ddmconversions'),
  'google-enhanced-conversions': google('adwords'),
  'google-sheets': google('spreadsheets'),
  'hubspot-cloud': {
    authorizeUrl: 'https://app.hubspot.com/oauth/authorize',
    tokenUrl: 'https://api.hubapi.com/oauth/v1/token',
    scopes:
      'oauth crm.objects.contacts.read crm.objects.contacts.write crm.objects.companies.read crm.objects.companies.write crm.schemas.contacts.read crm.schemas.companies.read crm.schemas.companies.write',
  },
  'intercom-cloud': {
    authorizeUrl: 'https://app.intercom.com/oauth',
    tokenUrl: 'https://api.intercom.io/auth/eagle/token',
    scopes: '',
  },
  'linkedin-audiences': linkedin('rw_dmp_segments r_ads'),
  'linkedin-conversions': linkedin('rw_conversions r_ads'),
  'ms-bing-ads-audiences': {
    authorizeUrl: 'https://login.microsoftonline.com/common/oauth2/v2.0/authorize',
    tokenUrl: 'https://login.microsoftonline.com/common/oauth2/v2.0/token',
    scopes: 'https://ads.microsoft.com/msads.manage offline_access',
  },
  pardot: salesforce('pardot_api api refresh_token'),
  'reddit-audiences': {
    authorizeUrl: 'https://www.reddit.com/api/v1/authorize',
    tokenUrl: 'https://www.reddit.com/api/v1/access_token',
    scopes: 'adsread adsedit',
    parameters: { duration: 'permanent' },
    basic: true,
  },
  salesforce: salesforce('api refresh_token'),
  'snap-audiences': snap,
  'snap-conversions': snap,
};
