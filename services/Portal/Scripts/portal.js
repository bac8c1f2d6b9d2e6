// Saves what is written while it is written, and sends files with their progress. Every page does without it.
"use strict";
(() => {
    const rest = 3000, pause = 10000, minute = 60000, asPage = { Accept: "text/html" };
    const read = text => new DOMParser().parseFromString(text, "text/html");

    /** A new request, also where the page is not encrypted. */
    const newId = () => {
        const bytes = crypto.getRandomValues(new Uint8Array(16));
        bytes[6] = bytes[6] & 15 | 64;
        bytes[8] = bytes[8] & 63 | 128;
        return [...bytes].map(byte => byte.toString(16).padStart(2, "0")).join("")
            .replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
    };

    /** What a form holds, by its fields; what was there when it was made; and how to put it back. */
    const marksOf = form => [...form.querySelectorAll('input[type=hidden][name^="was."]')];
    const textsOf = form => {
        const data = new FormData(form);
        return marksOf(form).map(mark => [mark.name.slice(4), mark.value, data.getAll(mark.name.slice(4))]);
    };
    const put = (form, path, mark, texts) => {
        for (const field of form.querySelectorAll(`[name="${CSS.escape(path)}"]`))
            if (field.type === "radio" || field.type === "checkbox")
                field.checked = texts.includes(field.value);
            else
                field.value = texts[0] ?? "";
        form.elements[`was.${path}`].value = mark;
    };

    const saveWhileWriting = form => {
        const prefix = "brouillon:", key = `${prefix}${form.dataset.autosave}:${location.pathname}`;
        const said = form.querySelector("[data-saved]"), aloud = form.querySelector("[data-aloud]");
        let timer, busy, pending, last = 0, spoken = 0, isChanged = false, isOver = false, isLeaving = false;

        const say = (text, isImportant) => {
            said.textContent = text;
            if (isImportant || Date.now() - spoken > minute) {
                aloud.textContent = text;
                spoken = Date.now();
            }
        };
        const plan = delay => {
            clearTimeout(timer);
            if (!isOver)
                timer = setTimeout(save, Math.max(delay, last + pause - Date.now()));
        };
        const body = () => {
            const data = new FormData(form);
            data.set("faire", "brouillon");
            return data;
        };
        const keep = isSent => sessionStorage.setItem(key, JSON.stringify({ isSent, texts: textsOf(form) }));

        /** Sends the same again until it is answered, then what was written since. */
        const save = () => {
            if (busy || !pending && !isChanged)
                return busy;
            if (!pending) {
                pending = body();
                isChanged = false;
            }
            last = Date.now();
            busy = send(pending).catch(() => {
                keep(false);
                say(form.dataset.cut, true);
                plan(pause);
            }).finally(() => busy = undefined);
            return busy;
        };
        const send = async sent => {
            const answer = await fetch(form.action, { method: "POST", body: sent, headers: asPage });
            if (answer.status === 429 || answer.status >= 500)
                throw new Error(answer.status);
            const page = read(await answer.text()).querySelector("form[data-autosave]");
            if (page && page.elements.request_id.value === sent.get("request_id"))
                throw new Error("unknown");
            pending = undefined;
            if (page)
                take(page);
            else {
                isOver = true;
                keep(false);
                say(form.dataset.refused, true);
            }
        };
        const take = page => {
            for (const hidden of page.querySelectorAll("input[type=hidden]"))
                if (form.elements[hidden.name])
                    form.elements[hidden.name].value = hidden.value;
            for (const note of form.querySelectorAll("[data-note]"))
                note.remove();
            for (const field of page.querySelectorAll("[id][aria-describedby], [id][aria-invalid]"))
                for (const name of ["aria-describedby", "aria-invalid"])
                    if (field.hasAttribute(name))
                        document.getElementById(field.id)?.setAttribute(name, field.getAttribute(name));
                    else
                        document.getElementById(field.id)?.removeAttribute(name);
            const notes = [...page.querySelectorAll("[data-note]")];
            for (const note of notes) {
                const field = document.getElementById(note.dataset.note);
                if (field?.matches("fieldset"))
                    field.querySelector("legend").after(note);
                else
                    field?.before(note);
            }
            // Where two wrote, the person decides, and saves themselves.
            isOver = notes.some(note => note.id.endsWith("-autre"));
            say(page.querySelector("[data-saved]").textContent, notes.length > 0);
            if (isChanged)
                plan(rest);
            else if (notes.length === 0)
                sessionStorage.removeItem(key);
        };

        // What another person left in this tab is not for this one.
        for (const other of Object.keys(sessionStorage))
            if (other.startsWith(prefix) && !other.startsWith(`${prefix}${form.dataset.autosave}:`))
                sessionStorage.removeItem(other);
        if (!form.dataset.typed)
            said.textContent = said.dataset.on;
        for (const link of document.querySelectorAll("[data-leave]"))
            link.textContent = link.dataset.leave;
        const kept = JSON.parse(sessionStorage.getItem(key));
        sessionStorage.removeItem(key);
        if (kept && !form.dataset.typed) {
            const now = new Map(textsOf(form).map(([path, mark, texts]) => [path, { mark, texts }]));
            for (const [path, mark, texts] of kept.texts)
                if (now.has(path) && `${texts}` !== `${now.get(path).texts}` && (!kept.isSent || mark === now.get(path).mark)) {
                    put(form, path, mark, texts);
                    isChanged = true;
                }
            if (isChanged) {
                say(form.dataset.back, true);
                plan(rest);
            }
        }

        form.addEventListener("input", () => {
            isChanged = true;
            said.textContent = form.dataset.unsaved;
            plan(rest);
        });
        form.addEventListener("focusout", () => {
            if (isChanged)
                plan(0);
        });
        form.addEventListener("submit", async event => {
            clearTimeout(timer);
            if (busy) {
                event.preventDefault();
                await Promise.race([busy, new Promise(done => setTimeout(done, pause))]);
                clearTimeout(timer);
                busy = undefined;
                form.requestSubmit(event.submitter);
                return;
            }
            keep(true);
            isOver = isLeaving = true;
        });
        addEventListener("pagehide", () => {
            if (isLeaving || !isChanged && !pending)
                return;
            keep(false);
            if (isOver)
                return;
            fetch(form.action, { method: "POST", body: pending ?? body(), headers: asPage, keepalive: true }).catch(() => { });
        });
        addEventListener("online", () => plan(0));
    };

    const sendWithProgress = form => {
        const input = form.querySelector("input[type=file]"), words = form.dataset;
        input.multiple = true;
        input.before(Object.assign(document.createElement("p"), { className: "hint", textContent: words.many }));
        const bar = Object.assign(document.createElement("progress"), { max: 100, hidden: true });
        bar.setAttribute("aria-label", words.sending);
        const said = Object.assign(document.createElement("p"), { hidden: true });
        said.setAttribute("role", "status");
        const stop = Object.assign(document.createElement("button"), { type: "button", className: "secondary", hidden: true, textContent: words.stop });
        form.append(bar, said, stop);
        let request, again, isStopped;

        const say = text => {
            said.hidden = false;
            if (said.textContent !== text)
                said.textContent = text;
        };
        const show = isShown => {
            bar.hidden = stop.hidden = !isShown;
        };
        /** One file, as often as it takes; the request is the same, so that it is added once. */
        const send = (data, name) => new Promise(done => {
            const attempt = () => {
                request = new XMLHttpRequest();
                request.open("POST", form.action);
                request.setRequestHeader("Accept", asPage.Accept);
                request.upload.onprogress = event => {
                    bar.value = Math.floor(event.loaded / event.total * 100);
                    say(bar.value < 100 ? `${words.sending} : ${name}, ${Math.floor(bar.value / 10) * 10} %` : words.check);
                };
                request.onload = () => request.status === 429 || request.status >= 500 ? later() : done(request);
                request.onerror = later;
                request.onabort = () => done(null);
                request.send(data);
            };
            const later = () => {
                say(words.cut);
                again = setTimeout(attempt, rest);
            };
            stop.onclick = () => {
                isStopped = true;
                clearTimeout(again);
                request.abort();
                done(null);
            };
            attempt();
        });

        form.addEventListener("submit", async event => {
            const files = [...input.files];
            if (files.length === 0)
                return;
            event.preventDefault();
            if (!bar.hidden)
                return;
            if (files.some(file => file.size > words.upload)) {
                say(words.heavy);
                return;
            }
            isStopped = false;
            show(true);
            const data = new FormData(form);
            for (const [index, file] of files.entries()) {
                data.set("file", file);
                if (index > 0)
                    data.set("request_id", newId());
                const answer = await send(data, file.name);
                if (isStopped || !answer) {
                    show(false);
                    say(words.stopped);
                    data.set("request_id", form.elements.request_id.value = newId());
                    return;
                }
                const page = read(answer.responseText);
                const isAdded = page.querySelector("form[data-upload]") && !page.querySelector("#erreurs");
                if (isAdded && index < files.length - 1)
                    continue;
                if (isAdded)
                    history.replaceState(null, "", answer.responseURL);
                document.title = page.title;
                document.querySelector("main").replaceWith(page.querySelector("main"));
                begin();
                (document.querySelector("main [autofocus]") ?? document.querySelector("main")).focus();
                return;
            }
        });
    };

    const begin = () => {
        document.querySelectorAll("form[data-autosave]").forEach(saveWhileWriting);
        document.querySelectorAll("form[data-upload]").forEach(sendWithProgress);
    };
    begin();
    document.querySelectorAll('form[action="/deconnexion"]').forEach(form => form.addEventListener("submit", () => sessionStorage.clear()));
})();
