"""The 28 checks that users' trust, the law and ASVS 5.0 ask for: which tests run each of them.

Each is named where a reader would look for it; here stands, by number, where that is. Check 27 is run by a second other
engine too, LHC-Forms in a browser: `tests/lforms/check.py`.
"""

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parent.parent

CHECKS: Final[Mapping[int, tuple[str, ...]]] = {
    1: (  # nothing said stands in an address, a title or a log
        "tests/web/test_nothing_leaks.py::test_check_1_and_18_nothing_said_is_in_an_address_a_header_a_title_or_a_log",
        "tests/e2e/test_visit.py::test_a_walk_asks_no_other_host_and_puts_nothing_in_an_address",
        "tests/web/test_staff_people.py::test_the_token_leaves_the_address_at_once_and_stands_nowhere_in_the_database",
    ),
    2: (  # the browser keeps no page
        "tests/web/test_chat.py::test_every_reply_has_the_security_headers_and_is_kept_nowhere",
        "tests/web/test_staff.py::test_every_page_of_the_desk_is_kept_by_nobody_and_has_nothing_inline",
        "tests/web/test_auth.py::test_after_signing_out_a_copy_of_the_cookie_opens_nothing",
    ),
    3: (  # the browser's stores hold the token and nothing else
        "tests/e2e/test_visit.py::test_a_reload_in_the_middle_goes_on_where_it_was",
        "tests/e2e/test_visit.py::test_deleting_asks_once_and_leaves_nothing",
        "tests/web/test_chat.py::test_the_visitor_gets_no_cookie_ever",
    ),
    4: ("tests/e2e/test_visit.py::test_a_walk_asks_no_other_host_and_puts_nothing_in_an_address",),
    5: (  # cookies of staff, and sessions that end on the server
        "tests/web/test_auth.py::test_with_https_the_cookie_goes_over_https_only",
        "tests/web/test_auth.py::test_the_cookie_is_out_of_reach_of_scripts_and_ends_with_the_browser",
        "tests/web/test_auth.py::test_a_token_from_before_the_sign_in_is_worth_nothing_after_it",
        "tests/web/test_auth.py::test_after_signing_out_a_copy_of_the_cookie_opens_nothing",
        "tests/web/test_staff_account.py::test_the_table_does_not_hold_what_the_cookie_holds",
    ),
    6: (  # limits of a session
        "tests/web/test_auth.py::test_a_session_ends_when_nothing_is_done_for_a_while",
        "tests/web/test_auth.py::test_a_session_ends_after_a_working_day_however_busy",
        "tests/web/test_auth.py::test_closing_an_account_or_changing_its_password_ends_its_sessions_at_once",
    ),
    7: (  # a visitor has 30 days, and answers outlive a restart
        "tests/test_conversation.py::test_an_unfinished_screening_is_too_old_after_thirty_days",
        "tests/test_durability.py::test_check_24_killed_under_load_the_server_loses_nothing_and_doubles_nothing",
    ),
    8: (  # headers
        "tests/web/test_chat.py::test_every_reply_has_the_security_headers_and_is_kept_nowhere",
        "tests/web/test_chat.py::test_no_page_has_anything_inline_that_the_policy_would_block",
    ),
    9: (  # nobody else acts for staff or visitors
        "tests/web/test_who_may.py::test_a_form_without_its_token_changes_nothing",
        "tests/web/test_auth.py::test_another_site_cannot_act_for_staff_even_with_a_token",
        "tests/web/test_chat.py::test_another_site_cannot_send_forms_here",
        "tests/web/test_auth.py::test_nothing_changes_by_looking_at_the_address_of_sign_out",
    ),
    10: (  # steps cannot be skipped, forged or doubled
        "tests/test_conversation.py::test_an_answer_to_another_question_than_the_one_that_stands_is_refused",
        "tests/test_conversation.py::test_a_stale_or_future_turn_is_refused_and_changes_nothing",
        "tests/test_conversation.py::test_a_step_that_is_not_possible_here_is_refused",
        "tests/web/test_chat.py::test_an_option_that_this_visitor_is_not_offered_is_refused",
        "tests/web/test_chat.py::test_contact_is_not_taken_before_there_is_an_outcome",
        "tests/e2e/test_visit.py::test_a_second_tab_that_was_overtaken_is_told_so_and_loses_nothing",
        "tests/e2e/test_visit.py::test_a_double_click_answers_once",
    ),
    11: (  # the server checks each answer
        "tests/web/test_chat.py::test_a_number_that_cannot_be_is_asked_again_with_what_to_do",
        "tests/web/test_chat.py::test_a_choice_that_is_not_there_is_asked_again",
        "tests/web/test_chat.py::test_two_answers_where_one_is_asked_are_refused",
        "tests/web/test_chat.py::test_a_body_of_a_hundred_kilobytes_is_refused_and_nothing_is_lost",
    ),
    12: (  # another's screening opens to nobody
        "tests/web/test_chat.py::test_a_missing_or_malformed_token_has_a_way_on",
        "tests/test_conversation.py::test_tokens_are_long_random_and_only_their_hash_is_kept",
        "tests/web/test_staff_account.py::test_nobody_ends_a_session_of_somebody_else",
    ),
    13: (
        "tests/web/test_who_may.py::test_every_route_is_in_the_table",
        "tests/web/test_who_may.py::test_each_role_may_do_what_the_table_says_and_nothing_else",
        "tests/web/test_who_may.py::test_whoever_has_not_signed_in_gets_no_further_than_the_sign_in",
    ),
    14: (  # passwords and the second factor
        "tests/web/test_auth.py::test_a_weak_password_is_refused",
        "tests/web/test_auth.py::test_passwords_are_kept_as_argon2_and_outlive_a_new_sealing_key",
        "tests/web/test_auth.py::test_the_first_account_is_made_once",
        "tests/web/test_staff_account.py::test_whoever_must_have_one_sets_it_up_before_anything_else_opens",
    ),
    15: (  # limits, and nobody is shut out by another's guesses
        "tests/web/test_auth.py::test_guessing_is_stopped_from_one_address_and_from_no_other",
        "tests/web/test_staff_account.py::test_failing_a_hundred_times_from_elsewhere_does_not_keep_the_nurse_out",
        "tests/web/test_chat.py::test_a_wrong_code_is_said_and_guessing_is_slowed_down",
        "tests/web/test_abuse.py::test_check_15_beginning_is_limited_by_address_and_says_so_kindly",
        "tests/web/test_suspicion.py::test_too_many_from_one_address_are_marked_and_taken",
        "tests/test_workers.py::test_with_redis_several_processes_count_together",
    ),
    16: (  # everything that staff see or do is on record
        "tests/web/test_staff_audit.py::test_an_entry_says_when_who_from_where_and_what",
        "tests/web/test_staff_audit.py::test_signing_in_failing_to_and_signing_out_are_on_record",
        "tests/web/test_staff_audit.py::test_a_search_finds_what_fits_and_is_on_record_itself",
        "tests/test_retention.py::test_one_persons_data_is_exported_whole_and_that_is_on_record",
    ),
    17: (  # the record shows when it was changed
        "tests/web/test_staff_audit.py::test_a_changed_entry_a_missing_one_and_one_cut_off_are_found",
        "tests/store/test_audit.py::test_an_entry_that_was_taken_out_leaves_a_gap",
    ),
    18: (  # logs hold nothing of anybody and cannot be forged
        "tests/web/test_nothing_leaks.py::test_check_1_and_18_nothing_said_is_in_an_address_a_header_a_title_or_a_log",
        "tests/test_logs.py::test_check_18_a_line_break_in_a_plain_line_forges_no_entry",
        "tests/e2e/test_visit.py::test_the_servers_log_holds_nothing_of_what_was_said",
    ),
    19: (
        "tests/web/test_staff_insights.py::test_check_19_a_formula_is_text_in_a_spreadsheet",
        "tests/web/test_attacks.py::test_staff_see_it_as_text",
    ),
    20: (  # flows are data
        "tests/engine/test_yaml.py::test_it_says_where_a_file_cannot_be_read",
        "tests/engine/test_yaml.py::test_enormous_nesting_is_refused_and_not_tried",
        "tests/engine/test_yaml.py::test_a_file_has_an_end",
        "tests/test_library.py::test_a_flow_that_cannot_be_used_stops_the_reading_by_name",
        "tests/test_workers.py::test_several_processes_are_renewed_under_load_and_no_request_is_lost",
    ),
    21: (  # errors are plain, and nothing is called saved that is not
        "tests/web/test_chat.py::test_a_mistake_of_ours_shows_a_number_and_logs_no_words",
        "tests/web/test_not_saved.py::test_check_21_what_cannot_be_saved_is_said_so_and_taken_once_the_database_is_back",
    ),
    22: (  # the emergency text always, and no sign ends in routine
        "tests/web/test_chat.py::test_the_emergency_lines_stand_in_the_footer_of_every_kind_of_page",
        "tests/e2e/test_visit.py::test_a_whole_screening_is_done_without_javascript",
        "tests/proof/test_prove.py::test_the_migraine_flow_is_proved",
        "tests/flows/test_migraine.py::test_it_agrees_with_a_second_reading_over_thousands_of_visitors",
        "tests/flows/test_oracle.py::test_unsure_about_change_signs_is_looked_at_within_days",
    ),
    23: (
        "tests/test_retention.py::test_each_kind_is_kept_as_long_as_the_clinic_says_after_its_last_entry",
        "tests/test_retention.py::test_what_is_purged_is_gone_from_every_table_and_the_record_says_how_much",
        "tests/test_retention.py::test_what_is_on_hold_is_not_purged_and_not_deleted_until_it_is_released",
        "tests/test_retention.py::test_a_visitors_delete_is_immediate_and_leaves_an_entry_in_the_record_and_nothing_else",
        "tests/web/test_staff_keeping.py::test_it_is_deleted_once_somebody_is_sure_and_an_entry_stays",
    ),
    24: (
        "tests/test_durability.py::test_check_24_killed_under_load_the_server_loses_nothing_and_doubles_nothing",
        "tests/test_backup.py::test_the_drill_by_the_commands",
        "tests/test_backup.py::test_migrations_go_down_and_up_with_data_and_lose_no_screening",
    ),
    25: (  # accessibility, and what it is made of
        "tests/e2e/test_visit.py::test_axe_finds_nothing_on_any_question_in_light_and_dark",
        "tests/e2e/test_visit.py::test_a_whole_screening_is_done_by_keyboard_alone",
        "tests/e2e/test_queue_at_the_desk.py::test_the_queue_is_accessible_at_each_width_light_and_dark",
        "tests/test_operations.py::test_check_25_the_bill_of_materials_names_what_is_installed_with_its_versions",
    ),
    26: (
        "tests/flows/test_flow_words.py::test_texts_neither_shout_nor_sell",
        "tests/flows/test_flow_words.py::test_the_treatment_is_named_by_the_clinic_alone_save_where_visitors_type_it",
        "tests/flows/test_faq_words.py::test_nothing_promises_compares_diagnoses_or_sells",
    ),
    27: ("tests/export/test_form_and_flow.py::test_check_27_another_engine_comes_to_the_same_end_for_every_walk",),
    28: ("tests/test_operations.py::test_check_28_each_hazard_names_tests_that_there_are",),
}


@cache
def _tests_of(path: str) -> frozenset[str]:
    """The names of the tests in a file; none where there is no such file."""
    file = ROOT / path
    return frozenset(_functions(ast.parse(file.read_text("utf-8")))) if file.is_file() else frozenset()


def _functions(module: ast.Module) -> Iterator[str]:
    return (one.name for one in module.body if isinstance(one, ast.FunctionDef) and one.name.startswith("test_"))


def is_a_test(name: str) -> bool:
    """Whether there is such a test: "tests/test_x.py::test_y"."""
    path, _, test = name.partition("::")
    return test in _tests_of(path)


def test_every_check_is_run_by_tests() -> None:
    assert set(CHECKS) == set(range(1, 29))


@pytest.mark.parametrize("number", CHECKS)
def test_the_tests_of_a_check_are_there(number: int) -> None:
    assert [name for name in CHECKS[number] if not is_a_test(name)] == []


def test_a_name_that_is_no_test_is_noticed() -> None:
    assert not is_a_test("tests/test_config.py::test_that_there_is_not")
    assert not is_a_test("tests/no_such_file.py::test_it")
