// What JavaScript adds to pages that work without it: the parts of govuk-frontend
// that need a hand, the same parts in what htmx brings in, and a word when the
// network or the server lets a person down.
import { createAll } from "govuk-frontend/dist/govuk/init.mjs";
import { Button } from "govuk-frontend/dist/govuk/components/button/button.mjs";
import { ErrorSummary } from "govuk-frontend/dist/govuk/components/error-summary/error-summary.mjs";
import { NotificationBanner } from "govuk-frontend/dist/govuk/components/notification-banner/notification-banner.mjs";
import { ServiceNavigation } from "govuk-frontend/dist/govuk/components/service-navigation/service-navigation.mjs";
import { SkipLink } from "govuk-frontend/dist/govuk/components/skip-link/skip-link.mjs";

document.body.classList.add("js-enabled", "govuk-frontend-supported");

const enliven = (scope) => {
  for (const Part of [Button, ErrorSummary, NotificationBanner]) {
    createAll(Part, {}, scope);
  }
};
createAll(ServiceNavigation);
createAll(SkipLink);
enliven(document);
document.addEventListener("htmx:load", (event) => {
  if (event.detail.elt !== document.body) enliven(event.detail.elt.parentElement ?? document);
});

const trouble = document.getElementById("fm-trouble");
const say = () => {
  if (trouble) trouble.hidden = false;
};
document.addEventListener("htmx:sendError", say);
document.addEventListener("htmx:timeout", say);
document.addEventListener("htmx:responseError", (event) => {
  const { xhr, pathInfo, requestConfig } = event.detail;
  // A refusal is a page of its own: go and read it rather than leave a form silent.
  if (requestConfig?.verb === "get" && [403, 404, 409].includes(xhr.status)) {
    window.location.assign(pathInfo.requestPath);
  } else {
    say();
  }
});
document.addEventListener("htmx:beforeRequest", () => {
  if (trouble) trouble.hidden = true;
});
