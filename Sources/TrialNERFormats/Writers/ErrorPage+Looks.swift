extension ErrorPage {
    /// What the page has beside the style of all pages.
    static let style = """

        body { max-width: 90rem; }
        h3 { font-size: 0.85rem; margin: 0; color: var(--faint); font-weight: 600; }
        [hidden] { display: none !important; }
        .wide { overflow-x: auto; margin-bottom: 1rem; }
        table { border-collapse: collapse; line-height: 1.5; font-variant-numeric: tabular-nums; }
        th, td { padding: 0.15rem 0.75rem 0.15rem 0; text-align: right; font-weight: normal; white-space: nowrap; }
        th:first-child { text-align: left; }
        thead th { color: var(--faint); border-bottom: 1px solid var(--line); }
        tfoot th, tfoot td { border-top: 1px solid var(--line); font-weight: 600; }
        .none { color: var(--faint); }
        form { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; align-items: center; gap: 0.25rem 1.5rem;
          padding: 0.5rem 0; background: var(--page); border-bottom: 1px solid var(--line); line-height: 1.5; }
        fieldset { display: flex; flex-wrap: wrap; gap: 0 1rem; border: 0; margin: 0; padding: 0; }
        legend { float: left; padding: 0; margin-right: 1rem; color: var(--faint); }
        select { font: inherit; max-width: 100%; }
        output { color: var(--faint); }
        article { border-top: 0; border-bottom: 1px solid var(--line); scroll-margin-top: 5rem; }
        .sides { display: grid; grid-template-columns: 1fr 1fr; gap: 1.5rem; }
        .sides section { min-width: 0; }
        @media (max-width: 45rem) { .sides { grid-template-columns: 1fr; } form { position: static; } }
        mark { scroll-margin: 8rem; }
        mark.right { background: none; border-bottom-style: dotted; }
        mark.wrong { outline: 2px solid var(--c); outline-offset: -1px; }
        mark.quiet { background: none; outline: 0; border-bottom-style: dotted; }
        mark.at { outline: 3px solid var(--ink); }
        .mistakes { list-style: none; margin: 0.75rem 0 0; padding: 0; }
        .mistakes button { font: inherit; line-height: 1.7; color: inherit; text-align: left; width: 100%; background: none; border: 0;
          border-radius: 0.3em; padding: 0.1rem 0.4rem; cursor: pointer; overflow-wrap: anywhere; }
        .mistakes button:hover { background: color-mix(in srgb, var(--ink) 7%, var(--page)); }
        :focus-visible { outline: 2px solid var(--ink); outline-offset: 1px; }
        @media print { form { display: none; } .sides { grid-template-columns: 1fr 1fr; } }
        """

    /// Filters mistakes by class and type, and shows where one stands.
    static let script = """
        const form = document.getElementById('filter');
        function filter() {
          const outcomes = new Set(new FormData(form).getAll('outcome')), type = form.elements.type.value;
          let shown = 0, documents = 0;
          for (const article of document.querySelectorAll('article')) {
            let here = 0;
            for (const item of article.querySelectorAll('li')) {
              const { outcome, gold, found } = item.dataset;
              item.hidden = !outcomes.has(outcome) || (type !== '' && gold !== type && found !== type);
              if (!item.hidden) here += 1;
              for (const mark of article.querySelectorAll('.' + item.firstChild.dataset.mark)) mark.classList.toggle('quiet', item.hidden);
            }
            article.hidden = here === 0;
            shown += here;
            documents += here > 0;
          }
          form.querySelector('output').textContent = `${shown} mistakes in ${documents} documents`;
        }
        if (form) {
          form.addEventListener('input', filter);
          form.addEventListener('submit', event => event.preventDefault());
          form.hidden = false;
          filter();
        }
        document.addEventListener('click', event => {
          const button = event.target.closest('button[data-mark]');
          if (!button) return;
          for (const mark of document.querySelectorAll('mark.at')) mark.classList.remove('at');
          const marks = button.closest('article').querySelectorAll('.' + button.dataset.mark);
          for (const mark of marks) mark.classList.add('at');
          marks[0]?.scrollIntoView({ block: 'center' });
        });
        """
}
