import type { GuideInput } from '../metadata';

/** Calls that are kept until the script is there (segment-facts 1.11); it makes them up in order. */
const METHODS = [
  'track page identify group alias screen reset ready on once off user debug pageview',
  'trackLink trackForm trackClick trackSubmit register deregister',
  'addSourceMiddleware addDestinationMiddleware addIntegrationMiddleware setAnonymousId',
];

/**
 * The HTML that loads analytics.js from this server. Until it is there, calls are kept in an array, those about the page
 * together with where the visitor then was, since a single-page app may have moved on when they are sent.
 */
export function snippet({ writeKey, server }: GuideInput): string {
  return `<script>
(function (key, origin) {
  var queue = (window.analytics = window.analytics || []);
  if (queue.initialize) return;
  if (queue.invoked) {
    if (window.console && console.error) console.error('The analytics snippet is on this page twice.');
    return;
  }
  queue.invoked = true;
  queue.methods = ('${METHODS.join(" ' +\n    '")}').split(' ');
  queue.factory = function (method) {
    return function () {
      var now = window.analytics;
      if (now.initialized) return now[method].apply(now, arguments);
      var call = [method].concat(Array.prototype.slice.call(arguments));
      if (/^(track|page|identify|group|alias|screen)$/.test(method)) {
        var link = document.querySelector('link[rel="canonical"]');
        call.push({
          __t: 'bpc',
          c: (link && link.getAttribute('href')) || undefined,
          p: location.pathname,
          u: location.href,
          s: location.search,
          t: document.title,
          r: document.referrer
        });
      }
      queue.push(call);
      return queue;
    };
  };
  queue.methods.forEach(function (method) {
    queue[method] = queue.factory(method);
  });
  queue.load = function (writeKey, options) {
    var script = document.createElement('script');
    script.async = true;
    script.src = origin + '/analytics.js/v1/' + writeKey + '/analytics.min.js';
    script.setAttribute('data-global-segment-analytics-key', 'analytics');
    (document.head || document.documentElement).appendChild(script);
    queue._loadOptions = options;
  };
  queue._writeKey = key;
  queue._cdn = origin;
  queue.load(key);
  queue.page();
})('${writeKey}', '${server.origin}');
</script>`;
}
