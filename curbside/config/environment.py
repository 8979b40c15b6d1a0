"""Every setting an operator can make, typed, read from the environment (or a file ``.env``)."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from curbside.core.errors import Misconfigured


class Environment(BaseSettings):
    """One field a setting; its description is what `docs/settings.md` says."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore")

    database_url: str = Field(
        "", description="PostgreSQL with pgvector; empty starts the embedded server."
    )
    curbside_data_dir: Path = Field(
        Path("var"), description="Where the embedded database, secret key and reports are kept."
    )
    curbside_secret_key: str = Field(
        "", description="Signs cookies; made and kept in the data folder when empty."
    )
    curbside_base_url: str = Field(
        "http://localhost:8000", description="The public address, for canonical links and feeds."
    )
    curbside_hosts: str = Field(
        "", description="Further host names to answer to, separated by commas."
    )
    curbside_site_name: str = Field("Curbside", description="What the service is called.")
    curbside_debug: bool = Field(False, description="Developers only: tracebacks in the browser.")
    curbside_encoder: Literal["onnx", "fake"] = Field(
        "onnx", description="The sentence encoder; `fake` is for tests."
    )
    curbside_country: str = Field(
        "TW",
        pattern="^[A-Z]{2}$",
        description="Whose emergency numbers are shown: a country's two letters, or EU.",
    )
    curbside_services_file: str = Field(
        "", description="Your own file of emergency numbers; empty for those that ship."
    )
    curbside_reply_age_notice_years: int = Field(
        5, description="From this age on, a reply carries a notice that it is old."
    )
    curbside_page_cache_entries: int = Field(
        1000, description="Rendered question pages kept in each web process."
    )
    curbside_shared_cache_seconds: int = Field(
        60, description="How long HTTP caches in front may serve a public page unasked."
    )
    email_url: str = Field(
        "", description="Where mail is handed in: smtp://…, smtps://…; empty keeps it as files."
    )
    curbside_mail_from: str = Field(
        "Curbside <no-reply@localhost>", description="Whom the service's mail is from."
    )
    curbside_trusted_proxies: int = Field(
        0, ge=0, description="How many proxies in front add to X-Forwarded-For."
    )
    curbside_sample_people: bool = Field(
        False, description="Sample accounts may sign in, without a second factor; local use only."
    )
    curbside_oidc_server: str = Field(
        "", description="The OpenID Connect server that staff may sign in with; empty for none."
    )
    curbside_oidc_name: str = Field(
        "your organisation", description="What the button for that sign-in calls it."
    )
    curbside_oidc_client_id: str = Field("", description="Our client id at that server.")
    curbside_oidc_client_secret: str = Field("", description="Our client secret at that server.")
    curbside_claim_hours: int = Field(
        24, ge=1, description="Hours after which an unused claim goes back to the desk."
    )
    curbside_warn_hours: int = Field(
        20, ge=1, description="Hours after which the doctor of an unused claim is warned."
    )
    curbside_clarify_days: int = Field(
        14, ge=1, description="Days after which a clarification nobody answered is given up."
    )
    curbside_followup_days: int = Field(
        14, ge=1, description="Days in which an asker may ask back after a reply."
    )
    curbside_followup_rounds: int = Field(1, ge=0, description="How often an asker may ask back.")
    curbside_reserved_hours: int = Field(
        48, ge=1, description="Hours for which a follow-up waits for the doctor who replied."
    )
    curbside_target_hours: int = Field(
        72, ge=1, description="Hours within which a routine question should be answered."
    )
    curbside_asks_per_email: int = Field(
        5, ge=1, description="Questions a day from one address, and from one account."
    )
    curbside_asks_per_network: int = Field(
        20, ge=1, description="Questions a day from one network."
    )
    curbside_forms_per_person: int = Field(
        10, ge=1, description="Forms that one account or browser may begin in a day and not send."
    )
    curbside_forms_per_network: int = Field(
        100, ge=1, description="Forms that may lie begun and unsent from one network."
    )
    curbside_draft_days: int = Field(
        7, ge=1, description="Days for which an unsent form is kept after its last change."
    )
    curbside_unverified_days: int = Field(
        30, ge=1, description="Days after which a question with an unconfirmed address lapses."
    )
    curbside_withdrawn_days: int = Field(
        30, ge=1, description="Days after which the words of a withdrawn question are erased."
    )
    curbside_preview_hours: int = Field(
        72, ge=0, description="Hours in which an asker may stop what is about to be published."
    )
    curbside_review_years: int = Field(
        3, ge=1, description="Years after which somebody should read a published answer again."
    )
    curbside_doctors_publish: bool = Field(
        False, description="Doctors may go through and confirm what is published of their replies."
    )
    curbside_unsigned_explainers: bool = Field(
        False, description="Explanations nobody has signed are shown too, and say so."
    )
    curbside_editors_sign: bool = Field(
        False, description="Editors, and not only doctors, may sign explanations."
    )
    curbside_llm_url: str = Field(
        "", description="The base address of an OpenAI-compatible server; empty for none."
    )
    curbside_llm_key: str = Field("", description="The key for that server.")
    curbside_llm_model: str = Field("", description="The name of the model there.")
    curbside_llm_seconds: int = Field(
        60, ge=1, description="Seconds that all attempts to reach it may take together."
    )
    curbside_llm_tokens_a_day: int = Field(
        200_000, ge=0, description="Tokens a day it may cost, both ways together."
    )
    curbside_purge_url: str = Field(
        "", description="Where HTTP caches in front take PURGE requests; empty for none."
    )


def read() -> Environment:
    """The settings as the environment has them. Raises Misconfigured naming the first wrong one."""
    try:
        return Environment()
    except ValidationError as problem:
        first = problem.errors()[0]
        name = str(first["loc"][0]).upper()
        raise Misconfigured(f"{name} cannot be {first['input']!r}.", f"{first['msg']}.") from None
