/** A product of the made-up shop. Prices in euros. */
export interface Product {
  product_id: string;
  sku: string;
  name: string;
  category: string;
  price: number;
}

/** What the shop sells. */
export const PRODUCTS: readonly [Product, ...Product[]] = [
  { product_id: 'p-101', sku: 'KET-01', name: 'Gooseneck kettle', category: 'Kitchen', price: 64.9 },
  { product_id: 'p-102', sku: 'GRD-02', name: 'Hand grinder', category: 'Kitchen', price: 89 },
  { product_id: 'p-103', sku: 'CUP-04', name: 'Stoneware cup', category: 'Kitchen', price: 14.5 },
  { product_id: 'p-201', sku: 'LMP-11', name: 'Reading lamp', category: 'Living', price: 119 },
  { product_id: 'p-202', sku: 'THR-07', name: 'Wool throw', category: 'Living', price: 78 },
  { product_id: 'p-301', sku: 'NTB-21', name: 'Dotted notebook', category: 'Desk', price: 12.9 },
  { product_id: 'p-302', sku: 'PEN-05', name: 'Fountain pen', category: 'Desk', price: 42 },
  { product_id: 'p-303', sku: 'TRY-09', name: 'Walnut desk tray', category: 'Desk', price: 55 },
];
