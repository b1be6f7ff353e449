import type { VendorListings } from './listing';
import { LISTINGS_0_AM } from './vendors/0-am';
import { LISTINGS_AN_AZ } from './vendors/an-az';
import { LISTINGS_B_C } from './vendors/b-c';
import { LISTINGS_D_F } from './vendors/d-f';
import { LISTINGS_G_H } from './vendors/g-h';
import { LISTINGS_I_K } from './vendors/i-k';
import { LISTINGS_L_M } from './vendors/l-m';
import { LISTINGS_N_P } from './vendors/n-p';
import { LISTINGS_Q_R } from './vendors/q-r';
import { LISTINGS_S } from './vendors/s';
import { LISTINGS_T_U } from './vendors/t-u';
import { LISTINGS_V_Z } from './vendors/v-z';

/** Every hand-made listing of a packaged destination, by our type. */
export const VENDOR_LISTINGS: VendorListings = {
  ...LISTINGS_0_AM,
  ...LISTINGS_AN_AZ,
  ...LISTINGS_B_C,
  ...LISTINGS_D_F,
  ...LISTINGS_G_H,
  ...LISTINGS_I_K,
  ...LISTINGS_L_M,
  ...LISTINGS_N_P,
  ...LISTINGS_Q_R,
  ...LISTINGS_S,
  ...LISTINGS_T_U,
  ...LISTINGS_V_Z,
};
