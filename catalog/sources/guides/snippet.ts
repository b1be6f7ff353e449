import type { GuideInput } from '../metadata';

/**
 * The HTML that loads analytics.js from this server. Until it is there, calls are kept in an array (the methods are those
 * of segment-facts 1.11), those about the page together with where the visitor then was, since a single-page app may
 * have moved on when they are sent. ES5, since it runs before anything could be polyfilled.
 */
export function snippet({ writeKey, server }: GuideInput): string {
  return `<script>
(function (key, origin) {
  var w = window, d = document, queue = (w.analytics = w.analytics || []);
  if (queue.initialize) return;
  if (queue.invoked) return console.error('The analytics snippet is on this page twice.');
  queue.invoked = true;
  queue.methods = ('track page identify group alias screen reset ready on once off ' +
    'user debug pageview trackLink trackForm trackClick trackSubmit register ' +
    'deregister addSourceMiddleware addDestinationMiddleware ' +
    'addIntegrationMiddleware setAnonymousId').split(' ');
  queue.factory = function (name) {
    return function () {
      var now = w.analytics, call = [name].concat([].slice.call(arguments));
      if (now.initialized) return now[name].apply(now, arguments);
      if (/^(track|page|identify|group|alias|screen)$/.test(name)) {
        var link = d.querySelector('link[rel="canonical"]');
        call.push({ __t: 'bpc', c: (link && link.getAttribute('href')) || undefined,
          p: location.pathname, u: location.href, s: location.search,
          t: d.title, r: d.referrer });
      }
      queue.push(call);
      return queue;
    };
  };
  queue.methods.forEach(function (name) { queue[name] = queue.factory(name); });
  queue.load = function (writeKey, options) {
    var script = d.createElement('script');
    script.async = true;
    script.src = origin + '/analytics.js/v1/' + writeKey + '/analytics.min.js';
    script.setAttribute('data-global-segment-analytics-key', 'analytics');
    (d.head || d.documentElement).appendChild(script);
    queue._loadOptions = options;
  };
  queue._writeKey = key;
  queue._cdn = origin;
  queue.load(key);
  queue.page();
})('${writeKey}', '${server.origin}');
</script>`;
}
