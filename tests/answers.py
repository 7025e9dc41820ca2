"""Answers to the migraine flow that many tests begin from."""

from collections.abc import Mapping

Answer = int | str | list[str]

CHRONIC: Mapping[str, Answer] = {
    "for_whom": "me",
    "age": 41,
    "danger_signs": ["none"],
    "pregnancy": "none",
    "urgent_signs": ["none"],
    "change_signs": ["none"],
    "attack_now": "no",
    "goal": "prevention",
    "headache_days": 18,
    "clear_days": 12,
    "migraine_days": 10,
    "duration": "over_3_months",
    "headache_hours": "four_hours_to_three_days",
    "pain_features": ["one_sided", "pulsating"],
    "symptoms": ["nausea_vomiting", "light_sensitive"],
    "daily_from_first_day": "no",
    "impairment": "some",
    "triggers": ["stress", "sleep"],
    "acute_medicines": ["triptan"],
    "triptan_days": 6,
    "rescue_works": "mostly",
    "triptan_relief": "yes",
    "preventives": ["none"],
    "botulinum": "none",
    "neuromuscular": ["none"],
    "health_conditions": ["asthma_or_copd"],
    "caution_medicines": ["none"],
}
"""Fits the chronic pattern, with one caution to discuss."""
