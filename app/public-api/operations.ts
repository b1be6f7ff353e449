import { catalogOperations } from './catalog/operations';
import { deliveryMetricsOperations } from './delivery-metrics/operations';
import { destinationOperations } from './destinations/operations';
import { filterOperations } from './filters/operations';
import { sourceOperations } from './sources/operations';
import { subscriptionOperations } from './subscriptions/operations';
import type { Operation } from './transport/operation';
import { usageOperations } from './usage/operations';
import { workspaceOperations } from './workspace/operations';

/** Every operation of the Public API. */
export const OPERATIONS: Operation[] = [
  ...workspaceOperations,
  ...catalogOperations,
  ...sourceOperations,
  ...destinationOperations,
  ...filterOperations,
  ...subscriptionOperations,
  ...deliveryMetricsOperations,
  ...usageOperations,
];
